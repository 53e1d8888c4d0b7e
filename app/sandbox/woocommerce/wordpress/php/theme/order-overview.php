<?php
/** The order's number, day and sum. */
?>
<ul class="woocommerce-order-overview">
<li data-order="<?php echo esc_attr( $order->get_id() ); ?>"><?php esc_html_e( 'Order number:', 'woocommerce' ); ?> <strong><bdi><?php echo esc_html( $order->get_order_number() ); ?></bdi></strong></li>
<li><?php esc_html_e( 'Date:', 'woocommerce' ); ?> <strong><?php echo esc_html( $order->get_date_created()->date_i18n( wc_date_format() ) ); ?></strong></li>
<li><?php esc_html_e( 'Total:', 'woocommerce' ); ?> <strong><?php echo $order->get_formatted_order_total(); ?></strong></li>
<li><?php esc_html_e( 'Status:', 'woocommerce' ); ?> <strong><?php echo esc_html( wc_get_order_status_name( $order->get_status() ) ); ?></strong></li>
</ul>
