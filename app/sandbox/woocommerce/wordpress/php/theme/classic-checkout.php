<?php
/** The checkout as the shortcode draws it: every classic hook, in WooCommerce's order. */
WC()->cart->check_cart_coupons();
$checkout = null;
add_action( 'woocommerce_before_checkout_form', function () {
  ?>
  <form class="checkout_coupon" method="post"><label for="coupon_code"><?php esc_html_e( 'Coupon code', 'woocommerce' ); ?></label> <input type="text" name="coupon_code" id="coupon_code"> <button class="button" name="apply_coupon" value="1"><?php esc_html_e( 'Apply coupon', 'woocommerce' ); ?></button></form>
  <?php
}, 10 );
add_action( 'woocommerce_before_checkout_form', 'woocommerce_output_all_notices', 10 );
?>
<h1><?php esc_html_e( 'Checkout', 'woocommerce' ); ?></h1>
<div class="woocommerce">
<?php do_action( 'woocommerce_before_checkout_form', $checkout ); ?>
<form name="checkout" method="post" class="checkout woocommerce-checkout" action="<?php echo esc_url( home_url( '/classic-checkout/' ) ); ?>">
<?php do_action( 'woocommerce_checkout_before_customer_details' ); ?>
<div id="customer_details">
<?php
do_action( 'woocommerce_before_checkout_billing_form', $checkout );
sandbox_theme( 'billing' );
do_action( 'woocommerce_after_checkout_billing_form', $checkout );
do_action( 'woocommerce_checkout_billing' );
do_action( 'woocommerce_checkout_shipping' );
do_action( 'woocommerce_before_order_notes', $checkout );
do_action( 'woocommerce_after_order_notes', $checkout );
?>
</div>
<?php
do_action( 'woocommerce_checkout_after_customer_details' );
do_action( 'woocommerce_checkout_before_order_review_heading' );
?>
<h2 id="order_review_heading"><?php esc_html_e( 'Your order', 'woocommerce' ); ?></h2>
<?php do_action( 'woocommerce_checkout_before_order_review' ); ?>
<div id="order_review" class="woocommerce-checkout-review-order">
<?php
add_action( 'woocommerce_checkout_order_review', fn() => sandbox_theme( 'review' ), 10 );
add_action( 'woocommerce_checkout_order_review', fn() => sandbox_theme( 'payment' ), 20 );
do_action( 'woocommerce_checkout_order_review' );
?>
</div>
<?php do_action( 'woocommerce_checkout_after_order_review' ); ?>
</form>
<?php do_action( 'woocommerce_after_checkout_form', $checkout ); ?>
</div>
