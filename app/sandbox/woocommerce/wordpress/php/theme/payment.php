<?php
/** How it is paid, and the button. */
?>
<?php do_action( 'woocommerce_review_order_before_payment' ); ?>
<div id="payment" class="woocommerce-checkout-payment">
<?php sandbox_theme( 'payment-methods' ); ?>
<?php do_action( 'woocommerce_review_order_before_submit' ); ?>
<button type="submit" class="button alt" name="woocommerce_checkout_place_order" id="place_order" value="1"><?php esc_html_e( 'Place order', 'woocommerce' ); ?></button>
<?php do_action( 'woocommerce_review_order_after_submit' ); ?>
<?php wp_nonce_field( 'woocommerce-process_checkout', 'woocommerce-process-checkout-nonce' ); ?>
</div>
<?php do_action( 'woocommerce_review_order_after_payment' ); ?>
