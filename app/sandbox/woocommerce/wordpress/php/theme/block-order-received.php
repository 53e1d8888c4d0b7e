<?php
/** "Thank you" of a block theme: a template of order-confirmation blocks; the one for additional information is where `woocommerce_thankyou` fires. */
$order = wc_get_order( absint( get_query_var( 'order-received' ) ) );
$order = $order && $order->key_is_valid( (string) wp_unslash( $_GET['key'] ?? '' ) ) ? $order : false;
$block = fn( string $name, callable $draw ) => sandbox_block( "woocommerce/order-confirmation-$name", '<div class="wp-block-woocommerce-order-confirmation-' . $name . '">' . sandbox_drawn( $draw ) . '</div>' );
echo $block( 'status', function () {
  echo '<h1>', esc_html__( 'Order received', 'woocommerce' ), '</h1><p>', esc_html__( 'Thank you. Your order has been received.', 'woocommerce' ), '</p>';
} );
if ( $order ) {
  echo $block( 'summary', fn() => sandbox_theme( 'order-overview', array( 'order' => $order ) ) );
  echo $block( 'totals', fn() => sandbox_theme( 'order-details', array( 'order' => $order ) ) );
  echo $block( 'additional-information', function () use ( $order ) {
    do_action( 'woocommerce_thankyou_' . $order->get_payment_method(), $order->get_id() );
    do_action( 'woocommerce_thankyou', $order->get_id() );
  } );
}
