<?php
/** The fields and the sums of the checkout, as the block draws them. */
?>
<?php sandbox_said(); ?>
<div class="wc-block-cart">
<form method="post" class="wc-block-cart__main wc-block-checkout__form"><?php sandbox_theme( 'billing' ); ?><?php sandbox_theme( 'payment-methods' ); ?>
<button type="submit" class="button wc-block-components-checkout-place-order-button" name="sandbox_store_api" value="order"><?php esc_html_e( 'Place order', 'woocommerce' ); ?></button></form>
<div class="wc-block-cart__sidebar"><h2><?php esc_html_e( 'Your order', 'woocommerce' ); ?></h2>
<?php sandbox_theme( 'review', array( 'blocks' => true ) ); ?>
<?php sandbox_theme( 'block-coupon' ); ?></div>
</div>
