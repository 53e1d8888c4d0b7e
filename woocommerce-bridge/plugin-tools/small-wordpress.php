<?php
/**
 * As much of WordPress and WooCommerce as the plugin's own laws need in a test: options, transients, a session, a cart that counts, a clock that is told, and a line to the Vafa server whose
 * answers are laid down beforehand. The sandbox has a whole one (app/sandbox/woocommerce/wordpress); nothing here is shipped.
 */

namespace {
	define( 'ABSPATH', '/' );
	define( 'MINUTE_IN_SECONDS', 60 );
	define( 'HOUR_IN_SECONDS', 3600 );

	final class Desk {
		public static array $options    = array();
		public static array $transients = array();
		public static array $meta       = array();
		public static array $notices    = array();
		public static array $asked      = array();
		public static array $answers    = array();
		public static array $coupons    = array();
		public static int $user         = 7;
		public static float $clock      = 1800000000.0;
		public static string $locale    = 'en_US';
	}
	final class Session {
		public array $data = array();
		public function get( $key ) { return $this->data[ $key ] ?? null; }
		public function set( $key, $value ) { $this->data[ $key ] = $value; }
	}
	class WP_Error {}
	class WC_Product {
		public function __construct( public $price = '19.99', public string $type = 'simple', public float $tax = 0.0, public int $id = 5 ) {}
		public function is_type( $type ) { return in_array( $this->type, (array) $type, true ); }
		public function get_price() { return $this->price; }
		public function get_id() { return $this->id; }
	}
	final class WC_Product_Variable extends WC_Product {
		public function get_variation_price( $end, $shown ) { return 'max' === $end ? '40' : '10'; }
	}
	final class WC_Order {
		public array $lines = array( 19.99, 5.0 );
		public $paid        = true;
		public int $owner   = 7;
		public function get_id() { return 90; }
		public function has_status( $status ) { return false; }
		public function get_customer_id() { return $this->owner; }
		public function get_currency() { return 'EUR'; }
		public function get_items() { return $this->lines; }
		public function get_line_total( $line, $with_tax, $rounded ) { return $line; }
		public function get_date_paid() { return $this->paid ? new DateTime() : null; }
		public function get_date_created() { return new DateTime( '@' . (int) Desk::$clock ); }
	}
	class WC_Coupon {
		public function __construct( private string $code, private string $description = '', private bool $alone = false ) {}
		public function get_code() { return strtolower( $this->code ); }
		public function get_description() { return $this->description; }
		public function get_individual_use() { return $this->alone; }
	}
	class WC_Cart {
		public array $applied  = array();
		public float $subtotal = 30.0;
		public float $goods    = 30.0;
		public bool $shipped   = true;
		public array $items    = array( array( 'product_id' => 21, 'variation_id' => 0 ) );
		public function needs_shipping() { return $this->shipped; }
		public function get_cart() { return $this->items; }
		public function is_empty() { return $this->subtotal <= 0; }
		public function get_displayed_subtotal() { return $this->subtotal; }
		public function get_cart_contents_total() { return $this->goods; }
		public function get_cart_contents_tax() { return 0.0; }
		public function get_coupons() { return array_map( fn( $code ) => Desk::$coupons[ $code ], $this->applied ); }
		public function has_discount( $code ) { return in_array( strtolower( $code ), $this->applied, true ); }
		public function apply_coupon( $code ) {
			if ( ! isset( Desk::$coupons[ strtolower( $code ) ] ) ) {
				wc_add_notice( 'Coupon does not exist.', 'error' );
				return false;
			}
			$this->applied[] = strtolower( $code );
			wc_add_notice( 'Coupon code applied successfully.', 'success' );
			return true;
		}
		public function remove_coupon( $code ) { $this->applied = array_values( array_diff( $this->applied, array( strtolower( $code ) ) ) ); }
		public function calculate_totals() {}
	}
	class WP_REST_Request {
		public function __construct( private $body ) {}
		public function get_json_params() { return $this->body; }
	}
	class WP_REST_Response {
		public function __construct( public $data = null ) {}
	}
	function WC() {
		static $shop = null;
		$shop      ??= (object) array( 'session' => new Session(), 'cart' => new WC_Cart() );
		return $shop;
	}
	function get_option( $name, $otherwise = false ) { return Desk::$options[ $name ] ?? $otherwise; }
	function update_option( $name, $value, $autoload = null ) { Desk::$options[ $name ] = $value; return true; }
	function delete_option( $name ) { unset( Desk::$options[ $name ] ); return true; }
	function get_transient( $name ) {
		$kept = Desk::$transients[ $name ] ?? null;
		return $kept && $kept[1] > Desk::$clock ? $kept[0] : false;
	}
	function set_transient( $name, $value, $seconds ) { Desk::$transients[ $name ] = array( $value, Desk::$clock + $seconds ); }
	function delete_transient( $name ) { unset( Desk::$transients[ $name ] ); }
	function get_user_meta( $user, $key, $single ) { return Desk::$meta[ $user ] ?? ''; }
	function get_user_by( $field, $value ) { return 'seven@example.com' === $value ? (object) array( 'ID' => 7 ) : false; }
	function delete_user_meta( $user, $key ) {
		$there = isset( Desk::$meta[ $user ] );
		unset( Desk::$meta[ $user ] );
		return $there;
	}
	function delete_metadata( ...$which ) { Desk::$meta = array(); }
	function get_current_user_id() { return Desk::$user; }
	function is_user_logged_in() { return Desk::$user > 0; }
	function determine_locale() { return Desk::$locale; }
	function is_rtl() { return 'en_US' !== Desk::$locale; }
	function flush_rewrite_rules( $hard ) {}
	function is_cart() { return true; }
	function is_wp_error( $thing ) { return $thing instanceof WP_Error; }
	function untrailingslashit( $text ) { return rtrim( $text, '/' ); }
	function add_query_arg( $key, $value, $url ) { return $url . ( str_contains( $url, '?' ) ? '&' : '?' ) . $key . '=' . rawurlencode( $value ); }
	function wp_json_encode( $value ) { return json_encode( $value ); }
	function wp_generate_uuid4() { return sprintf( '00000000-0000-4000-8000-%012d', count( Desk::$asked ) ); }
	function __( $text, $domain ) { return $text; }
	function esc_html__( $text, $domain ) { return $text; }
	function esc_html_e( $text, $domain ) { echo $text; }
	function esc_html( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
	function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
	function esc_url( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
	function esc_url_raw( $url, $schemes = array() ) { return preg_match( '#^https?://#', $url ) || '/' === $url[0] ? $url : ''; }
	function wp_unslash( $value ) { return $value; }
	function home_url( $path = '' ) { return 'http://shop.example' . $path; }
	function sanitize_html_class( $text, $otherwise = '' ) { return preg_replace( '/[^A-Za-z0-9_-]/', '', $text ); }
	function wp_strip_all_tags( $text ) { return trim( strip_tags( $text ) ); }
	function wp_create_nonce( $action ) { return 'nonce'; }
	function wp_enqueue_style( $handle ) {}
	function wc_coupons_enabled() { return true; }
	function wc_prices_include_tax() { return false; }
	function wc_get_price_excluding_tax( $product, $options ) { return $options['price'] / ( 1 + $product->tax ); }
	function wp_kses_post( $html ) { return $html; }
	function get_woocommerce_currency() { return 'EUR'; }
	function wc_price( $price, $options = array() ) { return '<span>' . number_format( $price, 2 ) . '&nbsp;&euro;</span>'; }
	function number_format_i18n( $number ) { return number_format( $number ); }
	function wp_date( $format, $at ) { return gmdate( $format, $at ); }
	function wc_get_account_endpoint_url( $endpoint ) { return 'http://shop.example/my-account/points/'; }
	function wc_get_page_permalink( $page ) { return 'http://shop.example/my-account/'; }
	function wc_add_notice( $text, $type ) { Desk::$notices[ $type ][] = array( 'notice' => $text ); }
	function wc_get_notices( $type = '' ) { return '' === $type ? Desk::$notices : ( Desk::$notices[ $type ] ?? array() ); }
	function wc_set_notices( $notices ) { Desk::$notices = $notices; }
	function current_user_can( $capability ) { return true; }

	/** A laid-down answer: status, body, and how many seconds it takes; null for none within the time allowed. */
	function wp_remote_request( $url, $request ) {
		Desk::$asked[] = array( $request['method'], $url, $request['timeout'], isset( $request['body'] ) ? json_decode( $request['body'], true ) : null );
		foreach ( Desk::$answers as $path => $answer ) {
			if ( str_contains( $url, $path ) ) {
				Desk::$clock += min( $answer[2] ?? 0.01, $request['timeout'] );
				return ( $answer[2] ?? 0.01 ) > $request['timeout'] ? new WP_Error() : $answer;
			}
		}
		Desk::$clock += $request['timeout'];
		return new WP_Error();
	}
	function wp_remote_retrieve_response_code( $answer ) { return $answer[0]; }
	function wp_remote_retrieve_body( $answer ) { return is_string( $answer[1] ) ? $answer[1] : json_encode( $answer[1] ); }
}

namespace Vafa {
	const VERSION = 'test';
	const FILE    = '/plugin/vafa-loyalty.php';
	function time(): int { return (int) \Desk::$clock; }
	function microtime( bool $float ): float { return \Desk::$clock; }

	foreach ( array( 'numbers', 'calendar', 'token', 'language', 'connection', 'reached', 'server', 'shopper', 'snapshot', 'standing', 'amounts', 'offers', 'held', 'cart-room', 'coupons', 'memory', 'notices', 'deeds', 'deeds-reward', 'deeds-member', 'rest', 'endpoint', 'hint', 'thank-you', 'privacy', 'assets' ) as $part ) {
		require_once '/plugin/includes/' . $part . '.php';
	}
	foreach ( array( 'form', 'balance', 'tier', 'rewards', 'held', 'more', 'membership', 'referral', 'history', 'panel', 'account' ) as $part ) {
		require_once '/plugin/views/' . $part . '.php';
	}
	keep_connection( 'http://vafa.example/', '3', 'a secret of sixteen and more' );
	\Desk::$options['vafa_program'] = array(
		'version' => 1, 'currency' => 'EUR', 'exponent' => 2, 'pointsName' => array( 'en' => 'points', 'fa' => 'امتیاز' ),
		'earning' => array( 'points' => 5, 'perMinor' => 100, 'rounding' => 'down' ), 'membership' => 'automatic', 'forms' => array( 'code', 'birthday' ), 'rewards' => array(),
	);
	\Desk::$meta[7] = json_encode( array( 'balance' => 900, 'pending' => 40, 'standing' => array( 'version' => 1, 'tier' => null, 'progress' => null, 'reserved' => 0, 'nextExpiry' => null ) ) );

	/** What shoppers are told of the page they look at next: a new page has all its seconds. */
	function turn_page(): void {
		page_seconds_left( page_seconds_left() - PAGE_SECONDS );
		standing_is_stale( true );
	}
}
