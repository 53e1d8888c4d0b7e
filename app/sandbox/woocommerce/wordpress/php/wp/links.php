<?php
/** Addresses of the site, queries in addresses, and redirects that leave it only when a filter lets them. */

function sandbox_home(): string {
  return sandbox_request( 'site.url', 'http://localhost' );
}

function home_url( $path = '', $scheme = null ) {
  return apply_filters( 'home_url', sandbox_home() . ( '' === $path ? '' : '/' . ltrim( $path, '/' ) ), $path, $scheme, null );
}

function get_home_url( $blog_id = null, $path = '', $scheme = null ) {
  return home_url( $path, $scheme );
}

function site_url( $path = '', $scheme = null ) {
  return home_url( $path, $scheme );
}

function get_site_url( $blog_id = null, $path = '', $scheme = null ) {
  return home_url( $path, $scheme );
}

function admin_url( $path = '', $scheme = 'admin' ) {
  return apply_filters( 'admin_url', home_url( '/wp-admin/' . ltrim( $path, '/' ) ), $path, null, $scheme );
}

function rest_url( $path = '', $scheme = 'rest' ) {
  return home_url( '/wp-json/' . ltrim( $path, '/' ) );
}

function get_rest_url( $blog_id = null, $path = '/', $scheme = 'rest' ) {
  return rest_url( $path );
}

function includes_url( $path = '', $scheme = null ) {
  return home_url( '/wp-includes/' . ltrim( $path, '/' ) );
}

function content_url( $path = '' ) {
  return home_url( '/wp-content' . ( '' === $path ? '' : '/' . ltrim( $path, '/' ) ) );
}

function plugins_url( $path = '', $plugin = '' ) {
  $folder = '' === $plugin ? '' : '/' . dirname( plugin_basename( $plugin ) );
  return content_url( 'plugins' . ( '/.' === $folder ? '' : $folder ) . ( '' === $path ? '' : '/' . ltrim( $path, '/' ) ) );
}

function plugin_dir_url( $file ) {
  return trailingslashit( plugins_url( '', $file ) );
}

function plugin_dir_path( $file ) {
  return trailingslashit( dirname( $file ) );
}

function plugin_basename( $file ) {
  return trim( str_replace( WP_PLUGIN_DIR, '', $file ), '/' );
}

function wp_login_url( $redirect = '', $force_reauth = false ) {
  return add_query_arg( $redirect ? array( 'redirect_to' => rawurlencode( $redirect ) ) : array(), home_url( '/wp-login.php' ) );
}

function wp_logout_url( $redirect = '' ) {
  return wp_nonce_url( add_query_arg( array( 'action' => 'logout' ) + ( $redirect ? array( 'redirect_to' => rawurlencode( $redirect ) ) : array() ), home_url( '/wp-login.php' ) ), 'log-out' );
}

function wp_parse_url( $url, $component = -1 ) {
  return parse_url( $url, $component );
}

function wp_parse_str( $input_string, &$result ) {
  parse_str( (string) $input_string, $result );
}

function build_query( $data ) {
  $parts = array();
  foreach ( $data as $key => $value ) {
    if ( is_array( $value ) ) {
      $parts[] = http_build_query( array( $key => $value ) );
    } elseif ( null !== $value && false !== $value ) {
      $parts[] = '' === $value && is_int( $key ) ? $key : "$key=$value";
    }
  }
  return implode( '&', $parts );
}

function sandbox_own_address(): string {
  return wp_unslash( $_SERVER['REQUEST_URI'] ?? '/' );
}

/** As WordPress: what is added is not encoded for you. */
function add_query_arg( ...$args ) {
  $new = is_array( $args[0] ) ? $args[0] : array( $args[0] => $args[1] );
  $url = ( is_array( $args[0] ) ? ( $args[1] ?? false ) : ( $args[2] ?? false ) );
  $url = false === $url || null === $url ? sandbox_own_address() : (string) $url;
  [ $url, $fragment ] = array_pad( explode( '#', $url, 2 ), 2, null );
  [ $base, $query ]   = array_pad( explode( '?', $url, 2 ), 2, '' );
  parse_str( $query, $old );
  $all  = array_replace( array_map( 'sandbox_urlencode_deep', $old ), $new );
  $text = build_query( array_filter( $all, fn( $value ) => false !== $value ) );
  return $base . ( '' === $text ? '' : '?' . $text ) . ( null === $fragment ? '' : '#' . $fragment );
}

function sandbox_urlencode_deep( $value ) {
  return is_array( $value ) ? array_map( 'sandbox_urlencode_deep', $value ) : urlencode( (string) $value );
}

function urlencode_deep( $value ) {
  return map_deep( $value, 'urlencode' );
}

function rawurlencode_deep( $value ) {
  return map_deep( $value, 'rawurlencode' );
}

function remove_query_arg( $key, $query = false ) {
  foreach ( (array) $key as $one ) {
    $query = add_query_arg( $one, false, $query );
  }
  return $query;
}

function wp_sanitize_redirect( $location ) {
  $location = preg_replace( '|[^a-z0-9-~+_.?#=&;,/:%!*\[\]()@\x80-\xff]|i', '', str_replace( ' ', '%20', $location ) );
  return preg_replace( '/%0[da]/i', '', $location );
}

function wp_validate_redirect( $location, $fallback_url = '' ) {
  $location = wp_sanitize_redirect( trim( $location, " \t\n\r\0\x08\x0B" ) );
  if ( str_starts_with( $location, '//' ) ) {
    $location = 'http:' . $location;
  }
  $parts = parse_url( $location );
  if ( false === $parts || ( isset( $parts['scheme'] ) && ! in_array( $parts['scheme'], array( 'http', 'https' ), true ) ) || ( ! isset( $parts['host'] ) && isset( $parts['scheme'] ) ) ) {
    return $fallback_url;
  }
  $allowed = (array) apply_filters( 'allowed_redirect_hosts', array( parse_url( home_url(), PHP_URL_HOST ) ), $parts['host'] ?? '' );
  return isset( $parts['host'] ) && ! in_array( $parts['host'], $allowed, true ) ? $fallback_url : $location;
}

function wp_redirect( $location, $status = 302, $x_redirect_by = 'WordPress' ) {
  $location = apply_filters( 'wp_redirect', $location, $status );
  if ( ! $location ) {
    return false;
  }
  header( 'X-Redirect-By: ' . $x_redirect_by );
  header( 'Location: ' . wp_sanitize_redirect( $location ), true, $status );
  return true;
}

function wp_safe_redirect( $location, $status = 302, $x_redirect_by = 'WordPress' ) {
  return wp_redirect( wp_validate_redirect( wp_sanitize_redirect( $location ), apply_filters( 'wp_safe_redirect_fallback', admin_url(), $status ) ), $status, $x_redirect_by );
}

function wp_get_raw_referer() {
  return wp_unslash( $_REQUEST['_wp_http_referer'] ?? $_SERVER['HTTP_REFERER'] ?? false );
}

function wp_get_referer() {
  $referer = wp_get_raw_referer();
  return $referer && $referer !== sandbox_own_address() && $referer !== home_url() . sandbox_own_address() ? wp_validate_redirect( $referer, false ) : false;
}

function status_header( $code, $description = '' ) {
  http_response_code( (int) $code );
}

function nocache_headers() {
  if ( ! headers_sent() ) {
    header( 'Cache-Control: no-cache, must-revalidate, max-age=0, no-store, private' );
  }
}

function is_ssl() {
  return 'on' === ( $_SERVER['HTTPS'] ?? '' );
}

function set_url_scheme( $url, $scheme = null ) {
  $scheme = in_array( $scheme, array( 'http', 'https', 'relative' ), true ) ? $scheme : ( is_ssl() ? 'https' : 'http' );
  $url    = trim( (string) $url );
  if ( 'relative' === $scheme ) {
    return ltrim( preg_replace( '#^\w+://[^/]*#', '', $url ) );
  }
  return preg_replace( '#^\w+://#', $scheme . '://', str_starts_with( $url, '//' ) ? 'http:' . $url : $url );
}
