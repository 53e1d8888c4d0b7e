<?php
/** The sums of cart and checkout: subtotal, coupons, shipping, total. `$blocks` draws coupons as the blocks do: by their code, without classic hooks. */
$cart = WC()->cart;
?>
<table class="shop_table">
<?php if ( empty( $blocks ) ) { do_action( is_checkout() ? 'woocommerce_review_order_before_cart_contents' : 'woocommerce_cart_totals_before_shipping' ); } ?>
<tbody>
  <tr class="cart-subtotal"><th><?php esc_html_e( 'Subtotal', 'woocommerce' ); ?></th><td><?php wc_cart_totals_subtotal_html(); ?></td></tr>
<?php foreach ( $cart->get_coupons() as $code => $coupon ) : ?>
  <tr class="cart-discount coupon-<?php echo esc_attr( sanitize_title( $code ) ); ?>">
<?php if ( empty( $blocks ) ) : ?>
    <th><?php wc_cart_totals_coupon_label( $coupon ); ?></th><td><?php wc_cart_totals_coupon_html( $coupon ); ?></td>
<?php else : ?>
    <th><?php esc_html_e( 'Discount', 'woocommerce' ); ?> <small class="wc-block-components-totals-discount__coupon"><bdi><?php echo esc_html( $code ); ?></bdi></small></th>
    <td>-<?php echo wc_price( $cart->get_coupon_discount_amount( $code, false ) ); ?>
      <form method="post"><input type="hidden" name="coupon_code" value="<?php echo esc_attr( $code ); ?>"><button class="wp-link" name="sandbox_store_api" value="remove-coupon"><?php esc_html_e( '[Remove]', 'woocommerce' ); ?></button></form></td>
<?php endif; ?>
  </tr>
<?php endforeach; ?>
  <tr class="shipping"><th><?php echo esc_html( $cart->sandbox_shipping_title() ); ?></th><td><?php echo wc_price( $cart->get_shipping_total() + $cart->get_shipping_tax() ); ?></td></tr>
<?php if ( empty( $blocks ) ) { do_action( is_checkout() ? 'woocommerce_review_order_before_order_total' : 'woocommerce_cart_totals_before_order_total' ); } ?>
  <tr class="order-total"><th><?php esc_html_e( 'Total', 'woocommerce' ); ?></th><td><?php wc_cart_totals_order_total_html(); ?> <small><?php printf( esc_html__( '(includes %s tax)', 'woocommerce' ), wc_price( $cart->get_total_tax() ) ); ?></small></td></tr>
<?php if ( empty( $blocks ) ) { do_action( is_checkout() ? 'woocommerce_review_order_after_order_total' : 'woocommerce_cart_totals_after_order_total' ); } ?>
</tbody>
</table>
