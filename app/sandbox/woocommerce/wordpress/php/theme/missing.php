<?php
/** There is no such page. */
?>
<h1><?php esc_html_e( 'Page not found', 'woocommerce' ); ?></h1>
<p><a class="button" href="<?php echo esc_url( home_url( '/' ) ); ?>"><?php esc_html_e( 'Return to shop', 'woocommerce' ); ?></a></p>
