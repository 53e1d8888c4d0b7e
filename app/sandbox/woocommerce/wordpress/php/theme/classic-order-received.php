<?php
/** "Thank you", as the shortcode draws it. */
$order = wc_get_order( absint( get_query_var( 'order-received' ) ) );
$order = $order && $order->key_is_valid( (string) wp_unslash( $_GET['key'] ?? '' ) ) ? $order : false;
add_action( 'woocommerce_thankyou', fn( $id ) => sandbox_theme( 'order-details', array( 'order' => wc_get_order( $id ) ) ), 10 );
?>
<h1><?php esc_html_e( 'Order received', 'woocommerce' ); ?></h1>
<div class="woocommerce"><div class="woocommerce-order">
<?php if ( $order ) : ?>
<?php do_action( 'woocommerce_before_thankyou', $order->get_id() ); ?>
<p class="woocommerce-thankyou-order-received"><?php echo esc_html( apply_filters( 'woocommerce_thankyou_order_received_text', __( 'Thank you. Your order has been received.', 'woocommerce' ), $order ) ); ?></p>
<?php sandbox_theme( 'order-overview', array( 'order' => $order ) ); ?>
<?php do_action( 'woocommerce_thankyou_' . $order->get_payment_method(), $order->get_id() ); ?>
<?php do_action( 'woocommerce_thankyou', $order->get_id() ); ?>
<?php else : ?>
<p><?php esc_html_e( 'Thank you. Your order has been received.', 'woocommerce' ); ?></p>
<?php endif; ?>
</div></div>
