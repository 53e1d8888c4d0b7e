<?php
/** The cart as the shortcode draws it: every classic hook, in WooCommerce's order. */
do_action( 'woocommerce_check_cart_items' );
WC()->cart->check_cart_coupons();
WC()->cart->calculate_totals();
add_action( 'woocommerce_before_cart', 'woocommerce_output_all_notices', 10 );
add_action( 'woocommerce_cart_is_empty', function () {
  echo '<p class="cart-empty">', esc_html__( 'Your cart is currently empty.', 'woocommerce' ), '</p>';
}, 10 );
?>
<h1><?php esc_html_e( 'Cart', 'woocommerce' ); ?></h1>
<div class="woocommerce">
<?php
if ( WC()->cart->is_empty() ) {
  wc_print_notices();
  do_action( 'woocommerce_cart_is_empty' );
  echo '<p class="return-to-shop"><a class="button" href="', esc_url( home_url( '/' ) ), '">', esc_html__( 'Return to shop', 'woocommerce' ), '</a></p></div>';
  return;
}
do_action( 'woocommerce_before_cart' );
?>
<form class="woocommerce-cart-form" method="post" action="<?php echo esc_url( home_url( '/classic-cart/' ) ); ?>">
<?php do_action( 'woocommerce_before_cart_table' ); ?>
<table class="shop_table cart">
<thead><tr><th><?php esc_html_e( 'Product', 'woocommerce' ); ?></th><th><?php esc_html_e( 'Quantity', 'woocommerce' ); ?></th><th><?php esc_html_e( 'Subtotal', 'woocommerce' ); ?></th></tr></thead>
<tbody>
<?php do_action( 'woocommerce_before_cart_contents' ); ?>
<?php foreach ( WC()->cart->get_cart() as $key => $item ) : ?>
<tr class="cart_item"><td class="product-name"><?php echo esc_html( $item['data']->get_name() ); ?></td>
<td><input class="qty" type="number" min="0" name="cart[<?php echo esc_attr( $key ); ?>][qty]" value="<?php echo esc_attr( $item['quantity'] ); ?>" aria-label="<?php echo esc_attr( __( 'Quantity', 'woocommerce' ) . ': ' . $item['data']->get_name() ); ?>"></td>
<td class="product-subtotal"><?php echo wc_price( $item['sandbox_price'] ); ?></td></tr>
<?php endforeach; ?>
<?php do_action( 'woocommerce_cart_contents' ); ?>
<tr><td colspan="3" class="actions">
  <div class="coupon"><label for="coupon_code"><?php esc_html_e( 'Coupon code', 'woocommerce' ); ?></label> <input type="text" name="coupon_code" id="coupon_code"> <button class="button" name="apply_coupon" value="1"><?php esc_html_e( 'Apply coupon', 'woocommerce' ); ?></button><?php do_action( 'woocommerce_cart_coupon' ); ?></div>
  <button class="button" name="update_cart" value="1"><?php esc_html_e( 'Update cart', 'woocommerce' ); ?></button>
  <?php do_action( 'woocommerce_cart_actions' ); ?>
  <?php wp_nonce_field( 'woocommerce-cart', 'woocommerce-cart-nonce' ); ?>
</td></tr>
<?php do_action( 'woocommerce_after_cart_contents' ); ?>
</tbody></table>
<?php do_action( 'woocommerce_after_cart_table' ); ?>
</form>
<?php do_action( 'woocommerce_before_cart_collaterals' ); ?>
<div class="cart-collaterals">
<?php
add_action( 'woocommerce_cart_collaterals', function () {
  ?>
  <div class="cart_totals">
  <?php do_action( 'woocommerce_before_cart_totals' ); ?>
  <h2><?php esc_html_e( 'Cart totals', 'woocommerce' ); ?></h2>
  <?php sandbox_theme( 'totals' ); ?>
  <div class="wc-proceed-to-checkout"><?php do_action( 'woocommerce_proceed_to_checkout' ); ?><a class="checkout-button button" href="<?php echo esc_url( home_url( '/classic-checkout/' ) ); ?>"><?php esc_html_e( 'Proceed to checkout', 'woocommerce' ); ?></a></div>
  <?php do_action( 'woocommerce_after_cart_totals' ); ?>
  </div>
  <?php
}, 10 );
do_action( 'woocommerce_cart_collaterals' );
?>
</div>
<?php do_action( 'woocommerce_after_cart' ); ?>
</div>
