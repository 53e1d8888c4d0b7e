<?php
/** WooCommerce itself: WC(), its session with the notices in it, the customer, and what it lets plugins declare. */

namespace Automattic\WooCommerce\Utilities {
  class FeaturesUtil {
    /** @var array<string, array<string, bool>> */
    public static array $declared = array();

    public static function declare_compatibility( string $feature_id, string $plugin_file, bool $positive_compatibility = true ): bool {
      if ( ! did_action( 'before_woocommerce_init' ) || did_action( 'woocommerce_init' ) ) {
        _doing_it_wrong( __METHOD__, 'Compatibility is declared in before_woocommerce_init.', '7.0' );
        return false;
      }
      self::$declared[ plugin_basename( $plugin_file ) ][ $feature_id ] = $positive_compatibility;
      return true;
    }

    public static function feature_is_enabled( string $feature_id ): bool {
      return in_array( $feature_id, array( 'custom_order_tables', 'cart_checkout_blocks' ), true );
    }
  }

  class OrderUtil {
    public static function custom_orders_table_usage_is_enabled(): bool {
      return true;
    }
  }
}

namespace Automattic\WooCommerce\Blocks\Utils {
  class CartCheckoutUtils {
    public static function is_cart_block_default() {
      return true;
    }

    public static function is_checkout_block_default() {
      return true;
    }
  }
}

namespace {
  const WC_VERSION = '10.9.1';

  class WC_Session {
    private $data = null;

    public function __construct() {
      $this->data = (array) sandbox_request( 'session.data', array() );
      add_filter( 'nonce_user_logged_out', array( $this, 'maybe_update_nonce_user_logged_out' ), 10, 2 );
    }

    /** A guest without a cart has none: what is set is gone with the request. */
    public function has_session() {
      return is_user_logged_in() || sandbox_request( 'session.kept', false ) || did_action( 'sandbox_session_began' ) > 0;
    }

    public function get_customer_id() {
      return is_user_logged_in() ? (string) get_current_user_id() : (string) sandbox_request( 'session.token', '' );
    }

    public function set_customer_session_cookie( $set ) {
      if ( $set && ! $this->has_session() ) {
        do_action( 'sandbox_session_began' );
        sandbox_ask( 'keep-session' );
      }
    }

    public function get( $key, $default_value = null ) {
      return $this->data[ sanitize_key( $key ) ] ?? $default_value;
    }

    public function set( $key, $value ) {
      $key = sanitize_key( $key );
      if ( $value === ( $this->data[ $key ] ?? null ) ) {
        return;
      }
      $this->data[ $key ] = $value;
      if ( $this->has_session() ) {
        sandbox_ask( 'set-session', array( 'key' => $key, 'value' => $value ) );
      }
    }

    public function __get( $key ) {
      return $this->get( $key );
    }

    public function __set( $key, $value ) {
      $this->set( $key, $value );
    }

    public function __isset( $key ) {
      return isset( $this->data[ sanitize_key( $key ) ] );
    }

    public function __unset( $key ) {
      $this->set( $key, null );
    }

    /** WooCommerce tells guests' nonces of its own deeds apart, and only those. */
    public function maybe_update_nonce_user_logged_out( $uid, $action ) {
      return is_string( $action ) && str_starts_with( $action, 'woocommerce' ) && $this->has_session() ? $this->get_customer_id() : $uid;
    }
  }

  class_alias( WC_Session::class, 'WC_Session_Handler' );

  class WC_Customer {
    private array $facts;

    public function __construct( $data = 0, $is_session = false ) {
      $id          = (int) ( $data ?: get_current_user_id() );
      $this->facts = $id > 0 ? (array) sandbox_ask( 'find-user', array( 'by' => 'id', 'value' => $id ) ) : array();
    }

    public function get_id() {
      return (int) ( $this->facts['id'] ?? 0 );
    }

    public function get_email( $context = 'view' ) {
      return $this->facts['email'] ?? '';
    }

    public function get_billing_email( $context = 'view' ) {
      return $this->facts['billing']['email'] ?? sandbox_request( 'session.email', '' );
    }

    public function get_first_name( $context = 'view' ) {
      return $this->facts['firstName'] ?? '';
    }

    public function get_billing() {
      return $this->facts['billing'] ?? array();
    }

    public function get_meta( $key = '', $single = true, $context = 'view' ) {
      return get_user_meta( $this->get_id(), $key, $single );
    }

    public function get_is_vat_exempt( $context = 'view' ) {
      return false;
    }

    public function is_vat_exempt() {
      return false;
    }
  }

  class WC_Query {
    public function get_query_vars() {
      return apply_filters( 'woocommerce_get_query_vars', array(
        'order-pay'       => 'order-pay',
        'order-received'  => 'order-received',
        'orders'          => 'orders',
        'view-order'      => 'view-order',
        'edit-account'    => 'edit-account',
        'edit-address'    => 'edit-address',
        'customer-logout' => 'customer-logout',
      ) );
    }

    public function get_current_endpoint() {
      global $wp;
      foreach ( $this->get_query_vars() as $key => $value ) {
        if ( isset( $wp->query_vars[ $key ] ) ) {
          return $key;
        }
      }
      return '';
    }

    public function get_endpoint_title( $endpoint, $action = '' ) {
      $titles = array( 'orders' => __( 'Orders', 'woocommerce' ), 'edit-account' => __( 'Account details', 'woocommerce' ), 'order-received' => __( 'Order received', 'woocommerce' ), 'view-order' => __( 'Orders', 'woocommerce' ) );
      return apply_filters( "woocommerce_endpoint_{$endpoint}_title", $titles[ $endpoint ] ?? '', $endpoint, $action );
    }
  }

  final class WooCommerce {
    public $version = WC_VERSION;
    public $cart;
    public $session;
    public $customer;
    public $query;
    private static ?WooCommerce $instance = null;

    public static function instance() {
      return self::$instance ??= new self();
    }

    /** As WooCommerce: neither in wp-admin nor for its REST API is there a cart. */
    public function init() {
      do_action( 'before_woocommerce_init' );
      $this->query = new WC_Query();
      foreach ( $this->query->get_query_vars() as $key => $value ) {
        add_rewrite_endpoint( $value, EP_ROOT | EP_PAGES, $key );
      }
      if ( ! is_admin() && 'rest' !== sandbox_request( 'page' ) ) {
        $this->session  = new WC_Session();
        $this->customer = new WC_Customer( get_current_user_id(), true );
        $this->cart     = new WC_Cart();
      }
      do_action( 'woocommerce_init' );
    }

    public function is_rest_api_request() {
      return 'rest' === sandbox_request( 'page' );
    }

    public function plugin_url() {
      return plugins_url( '/woocommerce' );
    }

    public function api_request_url( $request, $ssl = null ) {
      return home_url( "/wc-api/$request/" );
    }
  }

  function WC() {
    return WooCommerce::instance();
  }

  // Notices.

  function wc_get_notices( $notice_type = '' ) {
    $all = WC()->session ? WC()->session->get( 'wc_notices', array() ) : array();
    return '' === $notice_type ? $all : ( $all[ $notice_type ] ?? array() );
  }

  function wc_set_notices( $notices ) {
    WC()->session->set( 'wc_notices', empty( $notices ) ? null : $notices );
  }

  function wc_add_notice( $message, $notice_type = 'success', $data = array() ) {
    $notices                   = wc_get_notices();
    $notices[ $notice_type ][] = array( 'notice' => apply_filters( 'woocommerce_add_' . $notice_type, $message ), 'data' => $data );
    wc_set_notices( $notices );
  }

  function wc_has_notice( $message, $notice_type = 'success' ) {
    return in_array( $message, array_column( wc_get_notices( $notice_type ), 'notice' ), true );
  }

  function wc_notice_count( $notice_type = '' ) {
    return '' === $notice_type ? array_sum( array_map( 'count', wc_get_notices() ) ) : count( wc_get_notices( $notice_type ) );
  }

  function wc_clear_notices() {
    wc_set_notices( null );
  }

  function wc_kses_notice( $message ) {
    $tags               = wp_kses_allowed_html( 'post' );
    $tags['a']['tabindex'] = true;
    return wp_kses( $message, $tags );
  }

  function wc_print_notices( $return = false ) {
    $notices = wc_get_notices();
    ob_start();
    foreach ( array( 'error', 'success', 'notice' ) as $type ) {
      foreach ( $notices[ $type ] ?? array() as $one ) {
        wc_print_notice( $one['notice'], $type );
      }
    }
    wc_clear_notices();
    $text = wc_kses_notice( ob_get_clean() );
    if ( $return ) {
      return $text;
    }
    echo $text;
  }

  function wc_print_notice( $message, $notice_type = 'success', $data = array(), $return = false ) {
    $class = array( 'error' => 'is-error', 'success' => 'is-success', 'notice' => 'is-info' )[ $notice_type ] ?? 'is-info';
    $text  = '<div class="wc-block-components-notice-banner ' . $class . '" role="' . ( 'error' === $notice_type ? 'alert' : 'status' ) . '"><div class="wc-block-components-notice-banner__content">' . wc_kses_notice( apply_filters( "woocommerce_add_$notice_type", $message ) ) . '</div></div>';
    if ( $return ) {
      return $text;
    }
    echo $text;
  }

  function woocommerce_output_all_notices() {
    echo '<div class="woocommerce-notices-wrapper">';
    wc_print_notices();
    echo '</div>';
  }

  function wc_get_logger() {
    return new WC_Logger();
  }

  class WC_Logger {
    public function log( $level, $message, $context = array() ) {
      error_log( "[$level] $message" );
    }

    public function __call( $name, $arguments ) {
      $this->log( $name, ...$arguments );
    }
  }
}
