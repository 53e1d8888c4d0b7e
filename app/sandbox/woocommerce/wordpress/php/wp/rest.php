<?php
/** REST routes: registered at rest_api_init, arguments checked by their schema, permission asked before the deed, errors as WordPress writes them. */

class WP_REST_Server {
  const READABLE   = 'GET';
  const CREATABLE  = 'POST';
  const EDITABLE   = 'POST, PUT, PATCH';
  const DELETABLE  = 'DELETE';
  const ALLMETHODS = 'GET, POST, PUT, PATCH, DELETE';
}

class WP_HTTP_Response {
  public function __construct( public $data = null, public $status = 200, public $headers = array() ) {}

  public function get_data() {
    return $this->data;
  }

  public function set_data( $data ) {
    $this->data = $data;
  }

  public function get_status() {
    return $this->status;
  }

  public function set_status( $code ) {
    $this->status = absint( $code );
  }

  public function get_headers() {
    return $this->headers;
  }

  public function header( $key, $value, $replace = true ) {
    $this->headers[ $key ] = $value;
  }
}

class WP_REST_Response extends WP_HTTP_Response {
  public function is_error() {
    return $this->get_status() >= 400;
  }
}

class WP_REST_Request implements ArrayAccess {
  private array $params  = array( 'URL' => array(), 'GET' => array(), 'POST' => array(), 'defaults' => array() );
  private array $headers = array();
  private $json          = null;
  private string $body   = '';
  private array $attributes = array();

  public function __construct( private $method = '', private $route = '', $attributes = array() ) {}

  public function get_method() {
    return $this->method;
  }

  public function get_route() {
    return $this->route;
  }

  public function get_attributes() {
    return $this->attributes;
  }

  public function set_attributes( $attributes ) {
    $this->attributes = $attributes;
  }

  public function set_headers( $headers ) {
    foreach ( $headers as $name => $value ) {
      $this->headers[ str_replace( '-', '_', strtolower( $name ) ) ] = $value;
    }
  }

  public function get_header( $key ) {
    return $this->headers[ str_replace( '-', '_', strtolower( $key ) ) ] ?? null;
  }

  public function set_body( $data ) {
    $this->body = (string) $data;
    $this->json = str_contains( (string) $this->get_header( 'content-type' ), 'json' ) ? json_decode( $this->body, true ) : null;
  }

  public function is_broken_json(): bool {
    return str_contains( (string) $this->get_header( 'content-type' ), 'json' ) && '' !== $this->body && null === $this->json && 'null' !== trim( $this->body );
  }

  public function get_body() {
    return $this->body;
  }

  public function get_json_params() {
    return $this->json;
  }

  public function get_query_params() {
    return $this->params['GET'];
  }

  public function set_query_params( $params ) {
    $this->params['GET'] = $params;
  }

  public function get_body_params() {
    return $this->params['POST'];
  }

  public function set_body_params( $params ) {
    $this->params['POST'] = $params;
  }

  public function get_url_params() {
    return $this->params['URL'];
  }

  public function set_url_params( $params ) {
    $this->params['URL'] = $params;
  }

  public function set_default_params( $params ) {
    $this->params['defaults'] = $params;
  }

  public function get_params() {
    return ( is_array( $this->json ) ? $this->json : array() ) + $this->params['POST'] + $this->params['GET'] + $this->params['URL'] + $this->params['defaults'];
  }

  public function get_param( $key ) {
    return $this->get_params()[ $key ] ?? null;
  }

  public function has_param( $key ) {
    return array_key_exists( $key, $this->get_params() );
  }

  public function set_param( $key, $value ) {
    if ( is_array( $this->json ) && array_key_exists( $key, $this->json ) ) {
      $this->json[ $key ] = $value;
      return;
    }
    foreach ( array( 'POST', 'GET', 'URL', 'defaults' ) as $kind ) {
      if ( array_key_exists( $key, $this->params[ $kind ] ) ) {
        $this->params[ $kind ][ $key ] = $value;
        return;
      }
    }
    $this->params['GET'][ $key ] = $value;
  }

  public function offsetExists( $offset ): bool {
    return null !== $this->get_param( $offset );
  }

  public function offsetGet( $offset ): mixed {
    return $this->get_param( $offset );
  }

  public function offsetSet( $offset, $value ): void {
    $this->set_param( $offset, $value );
  }

  public function offsetUnset( $offset ): void {
    $this->set_param( $offset, null );
  }
}

/** @var list<array{pattern: string, handlers: list<array>}> $sandbox_rest_routes */
$sandbox_rest_routes = array();

function register_rest_route( $route_namespace, $route, $args = array(), $override = false ) {
  global $sandbox_rest_routes;
  if ( ! did_action( 'rest_api_init' ) ) {
    _doing_it_wrong( 'register_rest_route', 'REST API routes must be registered on the rest_api_init action.', '5.1.0' );
  }
  $common = isset( $args['callback'] ) ? array() : array_filter( $args, 'is_string', ARRAY_FILTER_USE_KEY );
  $given  = isset( $args['callback'] ) ? array( $args ) : array_filter( $args, 'is_int', ARRAY_FILTER_USE_KEY );
  foreach ( $given as &$handler ) {
    $handler += array( 'methods' => 'GET', 'callback' => null, 'args' => $common['args'] ?? array() );
    if ( ! isset( $handler['permission_callback'] ) ) {
      _doing_it_wrong( 'register_rest_route', "The REST API route definition for $route_namespace$route is missing the required permission_callback argument.", '5.5.0' );
    }
    $handler['methods'] = array_map( 'trim', explode( ',', strtoupper( implode( ',', (array) $handler['methods'] ) ) ) );
  }
  $sandbox_rest_routes[] = array( 'pattern' => '/' . trim( $route_namespace, '/' ) . '/' . trim( $route, '/' ), 'handlers' => $given );
  return true;
}

function rest_ensure_response( $response ) {
  if ( is_wp_error( $response ) || $response instanceof WP_REST_Response ) {
    return $response;
  }
  return new WP_REST_Response( $response );
}

function rest_authorization_required_code() {
  return is_user_logged_in() ? 403 : 401;
}

function rest_sanitize_boolean( $value ) {
  return is_string( $value ) ? ! in_array( strtolower( $value ), array( 'false', '0', '' ), true ) : (bool) $value;
}

function rest_is_boolean( $maybe_bool ) {
  return is_bool( $maybe_bool ) || in_array( is_string( $maybe_bool ) ? strtolower( $maybe_bool ) : $maybe_bool, array( 'true', 'false', '0', '1', 0, 1 ), true );
}

function rest_validate_value_from_schema( $value, $args, $param = '' ) {
  $invalid = fn( string $say ) => new WP_Error( 'rest_invalid_param', "$param $say", array( 'status' => 400 ) );
  $fits    = match ( $args['type'] ?? null ) {
    'string'  => is_string( $value ),
    'integer' => is_numeric( $value ) && (float) (int) $value === (float) $value,
    'number'  => is_numeric( $value ),
    'boolean' => rest_is_boolean( $value ),
    'array'   => is_array( $value ) && array_is_list( $value ),
    'object'  => is_array( $value ) && ( array() === $value || ! array_is_list( $value ) ),
    default   => true,
  };
  if ( ! $fits ) {
    return $invalid( "is not of type {$args['type']}." );
  }
  if ( isset( $args['enum'] ) && ! in_array( $value, $args['enum'], true ) ) {
    return $invalid( 'is not one of ' . implode( ', ', $args['enum'] ) . '.' );
  }
  if ( is_string( $value ) && ( mb_strlen( $value ) < ( $args['minLength'] ?? 0 ) || mb_strlen( $value ) > ( $args['maxLength'] ?? PHP_INT_MAX ) ) ) {
    return $invalid( 'has a wrong length.' );
  }
  if ( isset( $args['pattern'] ) && ! preg_match( '#' . str_replace( '#', '\\#', $args['pattern'] ) . '#u', (string) $value ) ) {
    return $invalid( "does not match pattern {$args['pattern']}." );
  }
  foreach ( $args['properties'] ?? array() as $name => $property ) {
    if ( ! array_key_exists( $name, (array) $value ) ) {
      if ( ! empty( $property['required'] ) ) {
        return new WP_Error( 'rest_property_required', "$name is a required property of $param.", array( 'status' => 400 ) );
      }
      continue;
    }
    $inner = rest_validate_value_from_schema( $value[ $name ], $property, "{$param}[$name]" );
    if ( is_wp_error( $inner ) ) {
      return $inner;
    }
  }
  return true;
}

function rest_sanitize_value_from_schema( $value, $args, $param = '' ) {
  return match ( $args['type'] ?? null ) {
    'integer' => (int) $value,
    'number'  => (float) $value,
    'boolean' => rest_sanitize_boolean( $value ),
    default   => $value,
  };
}

function rest_validate_request_arg( $value, $request, $param ) {
  return rest_validate_value_from_schema( $value, $request->get_attributes()['args'][ $param ] ?? array(), $param );
}

function rest_sanitize_request_arg( $value, $request, $param ) {
  return rest_sanitize_value_from_schema( $value, $request->get_attributes()['args'][ $param ] ?? array(), $param );
}

function sandbox_rest_dispatch( WP_REST_Request $request ) {
  global $sandbox_rest_routes;
  $known = false;
  foreach ( $sandbox_rest_routes as $route ) {
    if ( ! preg_match( '@^' . $route['pattern'] . '$@i', $request->get_route(), $m ) ) {
      continue;
    }
    $known = true;
    foreach ( $route['handlers'] as $handler ) {
      if ( in_array( $request->get_method(), $handler['methods'], true ) ) {
        $request->set_url_params( array_filter( $m, 'is_string', ARRAY_FILTER_USE_KEY ) );
        return sandbox_rest_answer( $request, $handler );
      }
    }
  }
  return new WP_Error( 'rest_no_route', 'No route was found matching the URL and request method.', array( 'status' => 404 ) );
}

function sandbox_rest_answer( WP_REST_Request $request, array $handler ) {
  if ( $request->is_broken_json() ) {
    return new WP_Error( 'rest_invalid_json', 'Invalid JSON body passed.', array( 'status' => 400 ) );
  }
  $request->set_attributes( $handler );
  $request->set_default_params( array_map( fn( $arg ) => $arg['default'], array_filter( $handler['args'], fn( $arg ) => isset( $arg['default'] ) ) ) );
  $missing = array_filter( $handler['args'], fn( $arg, $name ) => ! empty( $arg['required'] ) && null === $request->get_param( $name ), ARRAY_FILTER_USE_BOTH );
  if ( $missing ) {
    return new WP_Error( 'rest_missing_callback_param', 'Missing parameter(s): ' . implode( ', ', array_keys( $missing ) ), array( 'status' => 400, 'params' => array_keys( $missing ) ) );
  }
  foreach ( $handler['args'] as $name => $arg ) {
    if ( ! $request->has_param( $name ) ) {
      continue;
    }
    $valid = isset( $arg['validate_callback'] ) ? call_user_func( $arg['validate_callback'], $request->get_param( $name ), $request, $name ) : rest_validate_request_arg( $request->get_param( $name ), $request, $name );
    if ( false === $valid || is_wp_error( $valid ) ) {
      return new WP_Error( 'rest_invalid_param', "Invalid parameter(s): $name", array( 'status' => 400, 'params' => array( $name => is_wp_error( $valid ) ? $valid->get_error_message() : 'Invalid parameter.' ) ) );
    }
    $clean = isset( $arg['sanitize_callback'] ) ? call_user_func( $arg['sanitize_callback'], $request->get_param( $name ), $request, $name ) : rest_sanitize_request_arg( $request->get_param( $name ), $request, $name );
    if ( is_wp_error( $clean ) ) {
      return $clean;
    }
    $request->set_param( $name, $clean );
  }
  $permitted = isset( $handler['permission_callback'] ) ? call_user_func( $handler['permission_callback'], $request ) : true;
  if ( is_wp_error( $permitted ) ) {
    return $permitted;
  }
  if ( ! $permitted ) {
    return new WP_Error( 'rest_forbidden', 'Sorry, you are not allowed to do that.', array( 'status' => rest_authorization_required_code() ) );
  }
  return rest_ensure_response( call_user_func( $handler['callback'], $request ) );
}

/** The whole road of a request to /wp-json/…: prints the answer. */
function sandbox_rest_serve( string $route ): void {
  do_action( 'rest_api_init', null );
  $request = new WP_REST_Request( $_SERVER['REQUEST_METHOD'] ?? 'GET', $route );
  $request->set_headers( (array) sandbox_request( 'headers', array() ) );
  $request->set_query_params( wp_unslash( $_GET ) );
  $request->set_body_params( wp_unslash( $_POST ) );
  $request->set_body( file_get_contents( 'php://input' ) );
  $answer = sandbox_rest_dispatch( $request );
  if ( is_wp_error( $answer ) ) {
    $data   = $answer->get_error_data();
    $answer = new WP_REST_Response( array( 'code' => $answer->get_error_code(), 'message' => $answer->get_error_message(), 'data' => $data ), is_array( $data ) ? ( $data['status'] ?? 500 ) : 500 );
  }
  header( 'Content-Type: application/json; charset=UTF-8' );
  header( 'X-Content-Type-Options: nosniff' );
  status_header( $answer->get_status() );
  foreach ( $answer->get_headers() as $name => $value ) {
    header( "$name: $value" );
  }
  if ( null !== $answer->get_data() || 204 !== $answer->get_status() ) {
    echo wp_json_encode( $answer->get_data() );
  }
}
