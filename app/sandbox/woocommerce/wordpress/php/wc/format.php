<?php
/** Prices as WooCommerce writes them, its pages, and which of them is open. */

function get_woocommerce_currency() {
  return apply_filters( 'woocommerce_currency', get_option( 'woocommerce_currency' ) );
}

function get_woocommerce_currency_symbol( $currency = '' ) {
  $currency = $currency ?: get_woocommerce_currency();
  $symbols  = array( 'EUR' => '&euro;', 'GBP' => '&pound;', 'USD' => '&#36;', 'IRT' => 'تومان', 'IRR' => '﷼' );
  return apply_filters( 'woocommerce_currency_symbol', $symbols[ $currency ] ?? '', $currency );
}

function get_woocommerce_price_format() {
  $format = array( 'left' => '%1$s%2$s', 'right' => '%2$s%1$s', 'left_space' => '%1$s&nbsp;%2$s', 'right_space' => '%2$s&nbsp;%1$s' )[ get_option( 'woocommerce_currency_pos' ) ] ?? '%1$s%2$s';
  return apply_filters( 'woocommerce_price_format', $format, get_option( 'woocommerce_currency_pos' ) );
}

function wc_get_price_decimals() {
  return absint( apply_filters( 'wc_get_price_decimals', get_option( 'woocommerce_price_num_decimals', 2 ) ) );
}

function wc_get_rounding_precision() {
  return max( wc_get_price_decimals() + 2, 6 );
}

function wc_get_price_decimal_separator() {
  return apply_filters( 'wc_get_price_decimal_separator', get_option( 'woocommerce_price_decimal_sep', '.' ) );
}

function wc_get_price_thousand_separator() {
  return apply_filters( 'wc_get_price_thousand_separator', get_option( 'woocommerce_price_thousand_sep', ',' ) );
}

function wc_price( $price, $args = array() ) {
  $args     = apply_filters( 'wc_price_args', wp_parse_args( $args, array( 'ex_tax_label' => false, 'currency' => '', 'decimal_separator' => wc_get_price_decimal_separator(), 'thousand_separator' => wc_get_price_thousand_separator(), 'decimals' => wc_get_price_decimals(), 'price_format' => get_woocommerce_price_format(), 'in_span' => true ) ) );
  $original = $price;
  $price    = (float) $price;
  $number   = number_format( abs( $price ), $args['decimals'], $args['decimal_separator'], $args['thousand_separator'] );
  $symbol   = '<span class="woocommerce-Price-currencySymbol">' . get_woocommerce_currency_symbol( $args['currency'] ) . '</span>';
  $text     = ( $price < 0 ? '-' : '' ) . sprintf( $args['price_format'], $symbol, $number );
  $whole    = '<span class="woocommerce-Price-amount amount"><bdi>' . $text . '</bdi></span>';
  return apply_filters( 'wc_price', $whole, $number, $args, $price, $original );
}

function wc_format_decimal( $number, $dp = false, $trim_zeros = false ) {
  $number = str_replace( ',', '.', trim( (string) $number ) );
  if ( false !== $dp ) {
    $number = number_format( (float) $number, '' === $dp ? wc_get_price_decimals() : (int) $dp, '.', '' );
  }
  return $trim_zeros && str_contains( $number, '.' ) ? rtrim( rtrim( $number, '0' ), '.' ) : $number;
}

function wc_format_coupon_code( $value ) {
  return wc_strtolower( html_entity_decode( sanitize_text_field( $value ) ) );
}

function wc_strtolower( $text ) {
  return mb_strtolower( $text );
}

function wc_clean( $value ) {
  return is_array( $value ) ? array_map( 'wc_clean', $value ) : ( is_scalar( $value ) ? sanitize_text_field( $value ) : $value );
}

function wc_string_to_bool( $value ) {
  return is_bool( $value ) ? $value : in_array( strtolower( (string) $value ), array( 'yes', '1', 'true', 'on' ), true );
}

function wc_bool_to_string( $value ) {
  return wc_string_to_bool( $value ) ? 'yes' : 'no';
}

function wc_date_format() {
  return get_option( 'date_format', 'F j, Y' );
}

function wc_time_format() {
  return get_option( 'time_format', 'H:i' );
}

function wc_tax_enabled() {
  return 'yes' === get_option( 'woocommerce_calc_taxes' );
}

function wc_prices_include_tax() {
  return wc_tax_enabled() && 'yes' === get_option( 'woocommerce_prices_include_tax' );
}

function wc_coupons_enabled() {
  return 'yes' === get_option( 'woocommerce_enable_coupons', 'yes' );
}

function wc_get_page_id( $page ) {
  return (int) ( get_option( 'woocommerce_' . $page . '_page_id' ) ?: -1 );
}

function wc_get_page_permalink( $page, $fallback = null ) {
  $id = wc_get_page_id( $page );
  return $id > 0 ? get_permalink( $id ) : ( $fallback ?? home_url() );
}

function wc_get_cart_url() {
  return apply_filters( 'woocommerce_get_cart_url', wc_get_page_permalink( 'cart' ) );
}

function wc_get_checkout_url() {
  return apply_filters( 'woocommerce_get_checkout_url', wc_get_page_permalink( 'checkout' ) );
}

function wc_get_endpoint_url( $endpoint, $value = '', $permalink = '' ) {
  $permalink = $permalink ?: home_url( sandbox_request( 'path', '/' ) );
  $slug      = WC()->query->get_query_vars()[ $endpoint ] ?? $endpoint;
  return apply_filters( 'woocommerce_get_endpoint_url', trailingslashit( $permalink ) . ( '' === (string) $value ? trailingslashit( $slug ) : trailingslashit( $slug ) . user_trailingslashit( $value ) ), $endpoint, $value, $permalink );
}

function user_trailingslashit( $url, $type_of_url = '' ) {
  return trailingslashit( $url );
}

function is_woocommerce() {
  return is_product();
}

function is_shop() {
  return sandbox_is_page( 'shop' );
}

function is_product() {
  return sandbox_is_page( 'product', 'classic-product' );
}

function is_product_category( $term = '' ) {
  return false;
}

function is_cart() {
  return sandbox_is_page( 'cart', 'classic-cart' );
}

function is_checkout() {
  return sandbox_is_page( 'checkout', 'classic-checkout', 'order-received', 'classic-order-received' );
}

function is_account_page() {
  return sandbox_is_page( 'account' );
}

function is_order_received_page() {
  return sandbox_is_page( 'order-received', 'classic-order-received' );
}

function is_wc_endpoint_url( $endpoint = false ) {
  $current = WC()->query->get_current_endpoint();
  return false === $endpoint ? '' !== $current : $endpoint === $current;
}

function is_checkout_pay_page() {
  return false;
}

function is_lost_password_page() {
  return false;
}
