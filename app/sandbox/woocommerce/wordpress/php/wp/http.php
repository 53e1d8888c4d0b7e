<?php
/**
 * wp_remote_*: PHP here has no sockets, so the sandbox makes the call and PHP waits for the answer, or for its time-out. `wp_safe_remote_*` refuse
 * addresses of the own network and strange ports, unless the filters WordPress has for it allow them.
 */

function wp_remote_request( $url, $args = array() ) {
  $args  = apply_filters( 'http_request_args', wp_parse_args( $args, sandbox_http_defaults( $url ) ), $url );
  $early = apply_filters( 'pre_http_request', false, $args, $url );
  if ( false !== $early ) {
    return $early;
  }
  if ( empty( $url ) || empty( parse_url( $url, PHP_URL_SCHEME ) ) ) {
    return new WP_Error( 'http_request_failed', 'A valid URL was not provided.' );
  }
  if ( $args['reject_unsafe_urls'] && ! wp_http_validate_url( $url ) ) {
    return new WP_Error( 'http_request_failed', 'A valid URL was not provided.' );
  }
  $body   = is_array( $args['body'] ) ? http_build_query( $args['body'] ) : $args['body'];
  $answer = sandbox_ask( 'remote', array(
    'url'         => $url,
    'method'      => strtoupper( $args['method'] ),
    'headers'     => (object) ( $args['headers'] + array( 'user-agent' => $args['user-agent'] ) + ( is_array( $args['body'] ) ? array( 'content-type' => 'application/x-www-form-urlencoded; charset=UTF-8' ) : array() ) ),
    'body'        => $body,
    'timeoutMs'   => (int) round( 1000 * (float) $args['timeout'] ),
    'redirection' => (int) $args['redirection'],
    'blocking'    => (bool) $args['blocking'],
    'limit'       => $args['limit_response_size'],
  ) );
  if ( isset( $answer['failure'] ) ) {
    $answer = new WP_Error( 'http_request_failed', $answer['failure'] );
  } else {
    $answer = array(
      'headers'  => new Sandbox_Headers( $answer['headers'] ),
      'body'     => base64_decode( $answer['body'] ),
      'response' => array( 'code' => $answer['status'], 'message' => $answer['reason'] ),
      'cookies'  => array(),
      'filename' => null,
    );
  }
  do_action( 'http_api_debug', $answer, 'response', 'WpOrg\Requests\Requests', $args, $url );
  return is_wp_error( $answer ) ? $answer : apply_filters( 'http_response', $answer, $args, $url );
}

function sandbox_http_defaults( $url ): array {
  return array(
    'method'              => 'GET',
    'timeout'             => apply_filters( 'http_request_timeout', 5, $url ),
    'redirection'         => apply_filters( 'http_request_redirection_count', 5, $url ),
    'httpversion'         => '1.0',
    'user-agent'          => apply_filters( 'http_headers_useragent', 'WordPress/' . get_bloginfo( 'version' ) . '; ' . home_url(), $url ),
    'reject_unsafe_urls'  => apply_filters( 'http_request_reject_unsafe_urls', false, $url ),
    'blocking'            => true,
    'headers'             => array(),
    'cookies'             => array(),
    'body'                => null,
    'sslverify'           => true,
    'limit_response_size' => null,
  );
}

/** Header names in any spelling. */
final class Sandbox_Headers implements ArrayAccess, IteratorAggregate {
  public function __construct( private array $data ) {}

  public function offsetExists( $offset ): bool {
    return isset( $this->data[ strtolower( $offset ) ] );
  }

  public function offsetGet( $offset ): mixed {
    return $this->data[ strtolower( $offset ) ] ?? null;
  }

  public function offsetSet( $offset, $value ): void {
    $this->data[ strtolower( $offset ) ] = $value;
  }

  public function offsetUnset( $offset ): void {
    unset( $this->data[ strtolower( $offset ) ] );
  }

  public function getIterator(): Iterator {
    return new ArrayIterator( $this->data );
  }

  public function getAll() {
    return $this->data;
  }
}

function wp_http_validate_url( $url ) {
  $parts = parse_url( $url );
  if ( ! $parts || ! in_array( $parts['scheme'] ?? '', array( 'http', 'https' ), true ) || empty( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
    return false;
  }
  $host  = $parts['host'];
  $own   = strtolower( (string) parse_url( home_url(), PHP_URL_HOST ) ) === strtolower( $host );
  $local = 'localhost' === $host || preg_match( '/^(0|10|127)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\./', $host );
  if ( ! $own && $local && ! apply_filters( 'http_request_host_is_external', false, $host, $url ) ) {
    return false;
  }
  if ( empty( $parts['port'] ) ) {
    return $url;
  }
  $allowed = apply_filters( 'http_allowed_safe_ports', array( 80, 443, 8080 ), $host, $url );
  return in_array( $parts['port'], $allowed, true ) || ( $own && parse_url( home_url(), PHP_URL_PORT ) === $parts['port'] ) ? $url : false;
}

function wp_remote_get( $url, $args = array() ) {
  return wp_remote_request( $url, array( 'method' => 'GET' ) + $args );
}

function wp_remote_post( $url, $args = array() ) {
  return wp_remote_request( $url, array( 'method' => 'POST' ) + $args );
}

function wp_remote_head( $url, $args = array() ) {
  return wp_remote_request( $url, array( 'method' => 'HEAD', 'redirection' => 0 ) + $args );
}

function wp_safe_remote_request( $url, $args = array() ) {
  return wp_remote_request( $url, array( 'reject_unsafe_urls' => true ) + $args );
}

function wp_safe_remote_get( $url, $args = array() ) {
  return wp_safe_remote_request( $url, array( 'method' => 'GET' ) + $args );
}

function wp_safe_remote_post( $url, $args = array() ) {
  return wp_safe_remote_request( $url, array( 'method' => 'POST' ) + $args );
}

function wp_remote_retrieve_response_code( $response ) {
  return is_wp_error( $response ) ? '' : ( $response['response']['code'] ?? '' );
}

function wp_remote_retrieve_response_message( $response ) {
  return is_wp_error( $response ) ? '' : ( $response['response']['message'] ?? '' );
}

function wp_remote_retrieve_body( $response ) {
  return is_wp_error( $response ) ? '' : ( $response['body'] ?? '' );
}

function wp_remote_retrieve_headers( $response ) {
  return is_wp_error( $response ) ? array() : ( $response['headers'] ?? array() );
}

function wp_remote_retrieve_header( $response, $header ) {
  return is_wp_error( $response ) ? '' : ( $response['headers'][ $header ] ?? '' );
}
