<?php
/** What was bought. */
if ( ! $order ) {
  return;
}
?>
<section class="woocommerce-order-details"><h2><?php esc_html_e( 'Order details', 'woocommerce' ); ?></h2>
<table class="shop_table order_details"><tbody>
<?php foreach ( $order->sandbox_lines() as $line ) : ?>
<tr><td><?php echo esc_html( $line['name'] ); ?> <bdi>× <?php echo esc_html( number_format_i18n( $line['quantity'] ) ); ?></bdi></td><td><?php echo wc_price( (float) $line['subtotal'] + (float) $line['subtotalTax'] ); ?></td></tr>
<?php endforeach; ?>
<?php if ( (float) $order->get_discount_total() > 0 ) : ?>
<tr><td><?php esc_html_e( 'Discount', 'woocommerce' ); ?></td><td>-<?php echo wc_price( (float) $order->get_discount_total() + (float) $order->get_discount_tax() ); ?></td></tr>
<?php endif; ?>
<?php if ( (float) $order->get_shipping_total() > 0 ) : ?>
<tr><td><?php esc_html_e( 'Shipping', 'woocommerce' ); ?></td><td><?php echo wc_price( (float) $order->get_shipping_total() + (float) $order->get_shipping_tax() ); ?></td></tr>
<?php endif; ?>
<tr class="order-total"><th><?php esc_html_e( 'Total', 'woocommerce' ); ?></th><td><strong><?php echo $order->get_formatted_order_total(); ?></strong></td></tr>
</tbody></table></section>
