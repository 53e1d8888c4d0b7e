<?php
/** The customer's orders. */
$orders = wc_get_orders( array( 'customer' => get_current_user_id() ) );
if ( ! $orders ) {
  echo '<p>', esc_html__( 'No order has been made yet.', 'woocommerce' ), '</p>';
  return;
}
?>
<table class="shop_table"><thead><tr><th><?php esc_html_e( 'Order', 'woocommerce' ); ?></th><th><?php esc_html_e( 'Date', 'woocommerce' ); ?></th><th><?php esc_html_e( 'Status', 'woocommerce' ); ?></th><th><?php esc_html_e( 'Total', 'woocommerce' ); ?></th></tr></thead><tbody>
<?php foreach ( $orders as $order ) : ?>
<tr><td><a href="<?php echo esc_url( $order->get_view_order_url() ); ?>"><bdi>#<?php echo esc_html( $order->get_order_number() ); ?></bdi></a></td><td><?php echo esc_html( $order->get_date_created()->date_i18n( wc_date_format() ) ); ?></td><td><?php echo esc_html( wc_get_order_status_name( $order->get_status() ) ); ?></td><td><?php echo $order->get_formatted_order_total(); ?></td></tr>
<?php endforeach; ?>
</tbody></table>
