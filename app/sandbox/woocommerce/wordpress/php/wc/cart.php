<?php
/** The cart of this session: what is in it the sandbox keeps and prices, by WooCommerce's rules of coupons and taxes. */

class WC_Coupon {
  private array $facts;

  public function __construct( $data = '' ) {
    $this->facts = is_array( $data ) ? $data : (array) ( '' === $data ? array() : sandbox_ask( 'coupon', array( 'code' => $data ) ) );
    if ( is_string( $data ) ) {
      $this->facts += array( 'code' => wc_format_coupon_code( $data ) );
    }
  }

  public function get_id() {
    return (int) ( $this->facts['id'] ?? 0 );
  }

  public function get_code( $context = 'view' ) {
    return $this->facts['code'] ?? '';
  }

  public function get_amount( $context = 'view' ) {
    return $this->facts['amount'] ?? '0';
  }

  public function get_description( $context = 'view' ) {
    return $this->facts['description'] ?? '';
  }

  public function get_discount_type( $context = 'view' ) {
    return $this->facts['discountType'] ?? 'fixed_cart';
  }

  public function get_individual_use( $context = 'view' ) {
    return (bool) ( $this->facts['individualUse'] ?? false );
  }

  public function get_free_shipping( $context = 'view' ) {
    return (bool) ( $this->facts['freeShipping'] ?? false );
  }

  public function get_usage_count( $context = 'view' ) {
    return (int) ( $this->facts['usageCount'] ?? 0 );
  }

  public function get_minimum_amount( $context = 'view' ) {
    return $this->facts['minimumAmount'] ?? '';
  }

  public function get_email_restrictions( $context = 'view' ) {
    return $this->facts['emailRestrictions'] ?? array();
  }

  public function is_type( $type ) {
    return in_array( $this->get_discount_type(), (array) $type, true );
  }

  public function is_valid() {
    return $this->get_id() > 0;
  }

  public function get_meta( $key = '', $single = true, $context = 'view' ) {
    foreach ( $this->facts['meta'] ?? array() as $one ) {
      if ( $one['key'] === $key ) {
        return $one['value'];
      }
    }
    return '';
  }
}

class WC_Cart {
  private ?array $priced = null;

  private function priced(): array {
    return $this->priced ??= (array) sandbox_ask( 'cart' );
  }

  private function amount( string $name ): float {
    return (float) $this->priced()[ $name ];
  }

  public function calculate_totals() {
    do_action( 'woocommerce_before_calculate_totals', $this );
    $this->priced = null;
    do_action( 'woocommerce_after_calculate_totals', $this );
  }

  /** Coupons that are not allowed any more leave the cart, and it is said why. */
  public function check_cart_coupons() {
    foreach ( $this->priced()['removed'] as $one ) {
      wc_add_notice( esc_html( $one['message'] ), 'error' );
      $this->remove_coupon( $one['code'] );
    }
    $this->priced = null;
  }

  public function get_cart() {
    $items = array();
    foreach ( $this->priced()['lines'] as $line ) {
      $items[ $line['key'] ] = array(
        'key'               => $line['key'],
        'product_id'        => $line['productId'],
        'variation_id'      => $line['variationId'],
        'quantity'          => $line['quantity'],
        'data'              => sandbox_product( $line['product'] ),
        'line_subtotal'     => (float) $line['subtotal'],
        'line_subtotal_tax' => (float) $line['subtotalTax'],
        'line_total'        => (float) $line['total'],
        'line_tax'          => (float) $line['totalTax'],
        'sandbox_price'     => $line['price'],
      );
    }
    return $items;
  }

  public function get_cart_contents() {
    return $this->get_cart();
  }

  public function get_cart_contents_count() {
    return array_sum( array_column( $this->priced()['lines'], 'quantity' ) );
  }

  public function is_empty() {
    return array() === $this->priced()['lines'];
  }

  public function get_subtotal() {
    return $this->amount( 'net' );
  }

  public function get_subtotal_tax() {
    return $this->amount( 'netTax' );
  }

  public function get_displayed_subtotal() {
    return $this->display_prices_including_tax() ? $this->get_subtotal() + $this->get_subtotal_tax() : $this->get_subtotal();
  }

  public function display_prices_including_tax() {
    return 'incl' === get_option( 'woocommerce_tax_display_cart' );
  }

  public function get_cart_contents_total() {
    return $this->amount( 'contents' );
  }

  public function get_cart_contents_tax() {
    return $this->amount( 'contentsTax' );
  }

  public function get_discount_total() {
    return $this->amount( 'discount' );
  }

  public function get_discount_tax() {
    return $this->amount( 'discountTax' );
  }

  public function get_shipping_total() {
    return $this->amount( 'shipping' );
  }

  public function get_shipping_tax() {
    return $this->amount( 'shippingTax' );
  }

  public function get_total_tax() {
    return $this->amount( 'contentsTax' ) + $this->amount( 'shippingTax' );
  }

  public function get_total( $context = 'view' ) {
    $total = $this->amount( 'totalAmount' );
    return 'view' === $context ? apply_filters( 'woocommerce_cart_total', wc_price( $total ) ) : (string) wc_format_decimal( $total, wc_get_price_decimals() );
  }

  public function get_cart_subtotal( $compound = false ) {
    return wc_price( $this->get_displayed_subtotal() );
  }

  public function get_fees() {
    return array();
  }

  public function needs_shipping() {
    return true;
  }

  public function needs_payment() {
    return $this->amount( 'totalAmount' ) > 0;
  }

  public function get_applied_coupons() {
    return array_map( fn( $one ) => $one['coupon']['code'], $this->priced()['coupons'] );
  }

  public function get_coupons( $deprecated = null ) {
    $coupons = array();
    foreach ( $this->priced()['coupons'] as $one ) {
      $coupons[ $one['coupon']['code'] ] = new WC_Coupon( $one['coupon'] );
    }
    return $coupons;
  }

  public function get_coupon_discount_amount( $code, $ex_tax = true ) {
    foreach ( $this->priced()['coupons'] as $one ) {
      if ( $one['coupon']['code'] === wc_format_coupon_code( $code ) ) {
        return $ex_tax ? (float) $one['discount'] : (float) $one['taken'];
      }
    }
    return 0.0;
  }

  public function has_discount( $coupon_code = '' ) {
    return '' === $coupon_code ? array() !== $this->get_applied_coupons() : in_array( wc_format_coupon_code( $coupon_code ), $this->get_applied_coupons(), true );
  }

  public function apply_coupon( $coupon_code ) {
    $answer = sandbox_ask( 'apply-coupon', array( 'code' => wc_format_coupon_code( $coupon_code ) ) );
    if ( ! $answer['ok'] ) {
      wc_add_notice( str_replace( array( '&lt;', '<' ), '&lt;', $answer['message'] ), 'error' );
      return false;
    }
    $this->priced = null;
    wc_add_notice( __( 'Coupon code applied successfully.', 'woocommerce' ), 'success' );
    do_action( 'woocommerce_applied_coupon', wc_format_coupon_code( $coupon_code ) );
    return true;
  }

  public function remove_coupon( $coupon_code ) {
    sandbox_ask( 'remove-coupon', array( 'code' => wc_format_coupon_code( $coupon_code ) ) );
    $this->priced = null;
    do_action( 'woocommerce_removed_coupon', wc_format_coupon_code( $coupon_code ) );
    return true;
  }

  public function remove_coupons( $deprecated = null ) {
    foreach ( $this->get_applied_coupons() as $code ) {
      $this->remove_coupon( $code );
    }
  }

  public function add_to_cart( $product_id = 0, $quantity = 1, $variation_id = 0, $variation = array(), $cart_item_data = array() ) {
    WC()->session->set_customer_session_cookie( true );
    sandbox_ask( 'add-line', array( 'product' => (int) $product_id, 'variation' => (int) $variation_id, 'quantity' => max( 1, (int) $quantity ) ) );
    $this->priced = null;
    return 'sandbox';
  }

  public function set_quantity( $cart_item_key, $quantity = 1, $refresh_totals = true ) {
    sandbox_ask( 'set-quantity', array( 'key' => $cart_item_key, 'quantity' => max( 0, (int) $quantity ) ) );
    $this->priced = null;
    return true;
  }

  public function empty_cart( $clear_persistent_cart = true ) {
    sandbox_ask( 'empty-cart' );
    $this->priced = null;
  }

  public function get_customer() {
    return WC()->customer;
  }

  /** What shipping is called, for the theme. */
  public function sandbox_shipping_title(): string {
    return $this->priced()['shippingTitle'];
  }
}

/** As WooCommerce's cart totals print a coupon's name: the filter's answer goes through wp_kses_post. */
function wc_cart_totals_coupon_label( $coupon, $echo = true ) {
  $coupon = is_string( $coupon ) ? new WC_Coupon( $coupon ) : $coupon;
  $label  = apply_filters( 'woocommerce_cart_totals_coupon_label', sprintf( esc_html__( 'Coupon: %s', 'woocommerce' ), esc_html( $coupon->get_code() ) ), $coupon );
  if ( ! $echo ) {
    return $label;
  }
  echo wp_kses_post( $label );
}

function wc_cart_totals_coupon_html( $coupon ) {
  $amount = WC()->cart->get_coupon_discount_amount( $coupon->get_code(), ! WC()->cart->display_prices_including_tax() );
  $text   = ( $coupon->get_free_shipping() && 0.0 === (float) $amount ? esc_html__( 'Free shipping coupon', 'woocommerce' ) : '-' . wc_price( $amount ) );
  $remove = add_query_arg( 'remove_coupon', rawurlencode( $coupon->get_code() ), is_checkout() ? home_url( sandbox_request( 'path' ) ) : home_url( sandbox_request( 'path' ) ) );
  echo wp_kses( apply_filters( 'woocommerce_cart_totals_coupon_html', $text . ' <a href="' . esc_url( $remove ) . '" class="woocommerce-remove-coupon" data-coupon="' . esc_attr( $coupon->get_code() ) . '">' . esc_html__( '[Remove]', 'woocommerce' ) . '</a>', $coupon, $text ), array_replace_recursive( wp_kses_allowed_html( 'post' ), array( 'a' => array( 'data-coupon' => true ), 'bdi' => array() ) ) );
}

function wc_cart_totals_subtotal_html() {
  echo WC()->cart->get_cart_subtotal();
}

function wc_cart_totals_order_total_html() {
  echo '<strong>' . WC()->cart->get_total() . '</strong>';
}

function wc_get_coupon_id_by_code( $code, $exclude = 0 ) {
  return ( new WC_Coupon( (string) $code ) )->get_id();
}
