<?php
/** Who the customer is. */
?>
<dl class="wp-facts"><dt><?php esc_html_e( 'Email address', 'woocommerce' ); ?></dt><dd><bdi><?php echo esc_html( wp_get_current_user()->user_email ); ?></bdi></dd></dl>
