<?php
/** An empty cart, as the block draws it. */
?>
<?php sandbox_said(); ?>
<div class="wp-block-woocommerce-empty-cart-block"><p><?php esc_html_e( 'Your cart is currently empty.', 'woocommerce' ); ?></p><p><a class="button" href="<?php echo esc_url( home_url( '/' ) ); ?>"><?php esc_html_e( 'Return to shop', 'woocommerce' ); ?></a></p></div>
