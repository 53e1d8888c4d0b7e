<?php
/** WP_Error: a failure as a value, with codes, messages and data. */

class WP_Error {
  /** @var array<string, list<string>> */
  public array $errors = array();
  /** @var array<string, mixed> */
  public array $error_data = array();

  public function __construct( $code = '', $message = '', $data = '' ) {
    if ( '' !== $code ) {
      $this->add( $code, $message, $data );
    }
  }

  public function add( $code, $message, $data = '' ) {
    $this->errors[ $code ][] = $message;
    if ( ! empty( $data ) ) {
      $this->error_data[ $code ] = $data;
    }
  }

  public function add_data( $data, $code = '' ) {
    $this->error_data[ '' === $code ? $this->get_error_code() : $code ] = $data;
  }

  public function get_error_codes() {
    return array_keys( $this->errors );
  }

  public function get_error_code() {
    return $this->get_error_codes()[0] ?? '';
  }

  public function get_error_messages( $code = '' ) {
    return '' === $code ? array_merge( array(), ...array_values( $this->errors ) ) : ( $this->errors[ $code ] ?? array() );
  }

  public function get_error_message( $code = '' ) {
    return $this->get_error_messages( '' === $code ? $this->get_error_code() : $code )[0] ?? '';
  }

  public function get_error_data( $code = '' ) {
    return $this->error_data[ '' === $code ? $this->get_error_code() : $code ] ?? null;
  }

  public function has_errors() {
    return array() !== $this->errors;
  }

  public function remove( $code ) {
    unset( $this->errors[ $code ], $this->error_data[ $code ] );
  }
}

function is_wp_error( $thing ) {
  return $thing instanceof WP_Error;
}
