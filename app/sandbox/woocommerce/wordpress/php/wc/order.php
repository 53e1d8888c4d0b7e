<?php
/** Orders, read only: placing and paying one is the sandbox's. */

class WC_DateTime extends DateTime {
  public function date( $format ) {
    return $this->format( $format );
  }

  public function date_i18n( $format = 'Y-m-d' ) {
    return wp_date( $format, $this->getTimestamp() );
  }
}

class WC_Order_Item_Product {
  public function __construct( private array $facts ) {}

  public function get_id() {
    return (int) $this->facts['id'];
  }

  public function get_name( $context = 'view' ) {
    return $this->facts['name'];
  }

  public function get_quantity( $context = 'view' ) {
    return (int) $this->facts['quantity'];
  }

  public function get_product_id( $context = 'view' ) {
    return (int) $this->facts['productId'];
  }

  public function get_variation_id( $context = 'view' ) {
    return (int) $this->facts['variationId'];
  }

  public function get_subtotal( $context = 'view' ) {
    return $this->facts['subtotal'];
  }

  public function get_total( $context = 'view' ) {
    return $this->facts['total'];
  }

  public function get_total_tax( $context = 'view' ) {
    return $this->facts['totalTax'];
  }

  public function get_product() {
    return wc_get_product( $this->get_variation_id() ?: $this->get_product_id() );
  }
}

class WC_Order {
  public function __construct( private array $facts ) {}

  public function get_id() {
    return (int) $this->facts['id'];
  }

  public function get_order_number() {
    return (string) $this->facts['id'];
  }

  public function get_order_key( $context = 'view' ) {
    return $this->facts['orderKey'];
  }

  public function key_is_valid( $key ) {
    return hash_equals( $this->get_order_key(), $key );
  }

  public function get_status( $context = 'view' ) {
    return $this->facts['status'];
  }

  public function has_status( $status ) {
    return in_array( $this->get_status(), (array) $status, true );
  }

  public function is_paid() {
    return $this->has_status( wc_get_is_paid_statuses() );
  }

  public function get_customer_id( $context = 'view' ) {
    return (int) $this->facts['customerId'];
  }

  public function get_user_id( $context = 'view' ) {
    return $this->get_customer_id();
  }

  public function get_user() {
    return $this->get_customer_id() > 0 ? get_userdata( $this->get_customer_id() ) : false;
  }

  public function get_billing_email( $context = 'view' ) {
    return $this->facts['billing']['email'];
  }

  public function get_billing_first_name( $context = 'view' ) {
    return $this->facts['billing']['first_name'];
  }

  public function get_currency( $context = 'view' ) {
    return $this->facts['currency'];
  }

  public function get_total( $context = 'view' ) {
    return $this->facts['total'];
  }

  public function get_discount_total( $context = 'view' ) {
    return $this->facts['discountTotal'];
  }

  public function get_shipping_total( $context = 'view' ) {
    return $this->facts['shippingTotal'];
  }

  public function get_discount_tax( $context = 'view' ) {
    return $this->facts['discountTax'];
  }

  public function get_shipping_tax( $context = 'view' ) {
    return $this->facts['shippingTax'];
  }

  public function get_total_tax( $context = 'view' ) {
    return $this->facts['totalTax'];
  }

  public function get_formatted_order_total( $tax_display = '', $display_refunded = true ) {
    return wc_price( $this->get_total(), array( 'currency' => $this->get_currency() ) );
  }

  public function get_payment_method( $context = 'view' ) {
    return $this->facts['paymentMethod'];
  }

  public function get_payment_method_title( $context = 'view' ) {
    return $this->facts['paymentMethodTitle'];
  }

  public function get_coupon_codes() {
    return array_column( $this->facts['couponLines'], 'code' );
  }

  public function get_coupons() {
    return $this->facts['couponLines'];
  }

  public function get_date_created( $context = 'view' ) {
    return sandbox_order_date( $this->facts['createdAt'] );
  }

  public function get_date_paid( $context = 'view' ) {
    return sandbox_order_date( $this->facts['paidAt'] );
  }

  public function get_meta( $key = '', $single = true, $context = 'view' ) {
    foreach ( $this->facts['meta'] as $one ) {
      if ( $one['key'] === $key ) {
        return $one['value'];
      }
    }
    return '';
  }

  public function get_view_order_url() {
    return wc_get_endpoint_url( 'view-order', (string) $this->get_id(), wc_get_page_permalink( 'myaccount' ) );
  }

  public function get_checkout_order_received_url() {
    return add_query_arg( 'key', $this->get_order_key(), wc_get_endpoint_url( 'order-received', (string) $this->get_id(), wc_get_checkout_url() ) );
  }

  public function get_items( $types = 'line_item' ) {
    $items = array();
    foreach ( 'line_item' === $types ? $this->facts['lines'] : array() as $line ) {
      $items[ $line['id'] ] = new WC_Order_Item_Product( $line );
    }
    return $items;
  }

  public function get_line_total( $item, $inc_tax = false, $round = true ) {
    $total = (float) $item->get_total() + ( $inc_tax ? (float) $item->get_total_tax() : 0.0 );
    return $round ? round( $total, wc_get_price_decimals() ) : $total;
  }

  /** Its lines, for the theme. */
  public function sandbox_lines(): array {
    return $this->facts['lines'];
  }
}

function sandbox_order_date( $ms ): ?WC_DateTime {
  return null === $ms ? null : ( new WC_DateTime( '@' . intdiv( (int) $ms, 1000 ) ) )->setTimezone( wp_timezone() );
}

function wc_get_order( $the_order = false ) {
  if ( $the_order instanceof WC_Order ) {
    return $the_order;
  }
  $facts = sandbox_ask( 'order', array( 'id' => (int) $the_order ) );
  return is_array( $facts ) ? new WC_Order( $facts ) : false;
}

function wc_get_orders( $args ) {
  return array_map( fn( $facts ) => new WC_Order( $facts ), (array) sandbox_ask( 'orders', array( 'customer' => (int) ( $args['customer'] ?? $args['customer_id'] ?? 0 ) ) ) );
}

function wc_get_is_paid_statuses() {
  return apply_filters( 'woocommerce_order_is_paid_statuses', array( 'processing', 'completed' ) );
}

function wc_get_order_status_name( $status ) {
  $names = array( 'pending' => 'Pending payment', 'processing' => 'Processing', 'on-hold' => 'On hold', 'completed' => 'Completed', 'cancelled' => 'Cancelled', 'refunded' => 'Refunded', 'failed' => 'Failed' );
  return __( $names[ $status ] ?? $status, 'woocommerce' );
}

function wc_get_order_statuses() {
  return array_map( 'wc_get_order_status_name', array_combine( array( 'wc-pending', 'wc-processing', 'wc-on-hold', 'wc-completed', 'wc-cancelled', 'wc-refunded', 'wc-failed' ), array( 'pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed' ) ) );
}
