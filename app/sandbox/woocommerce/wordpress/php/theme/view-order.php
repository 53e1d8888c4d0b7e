<?php
/** One order of the customer's own. */
if ( ! $order || $order->get_customer_id() !== get_current_user_id() ) {
  echo '<p role="alert">', esc_html__( 'Invalid order.', 'woocommerce' ), '</p>';
  return;
}
sandbox_theme( 'order-overview', array( 'order' => $order ) );
do_action( 'woocommerce_view_order', $order->get_id() );
sandbox_theme( 'order-details', array( 'order' => $order ) );
do_action( 'woocommerce_after_order_details', $order );
