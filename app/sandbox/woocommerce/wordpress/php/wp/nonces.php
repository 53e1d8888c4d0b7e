<?php
/** Nonces: for one deed, one person, one login and at most a day; checked as WordPress checks them, and refused as WordPress refuses. */

function sandbox_salt(): string {
  return 'sandbox ' . sandbox_request( 'site.name', '' );
}

function wp_salt( $scheme = 'auth' ) {
  return sandbox_salt() . $scheme;
}

function wp_hash( $data, $scheme = 'auth', $algo = 'md5' ) {
  return hash_hmac( $algo, $data, wp_salt( $scheme ) );
}

function wp_nonce_tick( $action = -1 ) {
  return (int) ceil( time() / ( apply_filters( 'nonce_life', DAY_IN_SECONDS, $action ) / 2 ) );
}

function sandbox_nonce( $action, int $tick ): string {
  $uid = get_current_user_id() ?: apply_filters( 'nonce_user_logged_out', 0, $action );
  return substr( wp_hash( $tick . '|' . $action . '|' . $uid . '|' . wp_get_session_token(), 'nonce' ), -12, 10 );
}

function wp_get_session_token() {
  return (string) sandbox_request( 'loginToken', '' );
}

function wp_create_nonce( $action = -1 ) {
  return sandbox_nonce( $action, wp_nonce_tick( $action ) );
}

function wp_verify_nonce( $nonce, $action = -1 ) {
  $nonce = is_scalar( $nonce ) ? (string) $nonce : '';
  $tick  = wp_nonce_tick( $action );
  if ( '' === $nonce ) {
    return false;
  }
  return hash_equals( sandbox_nonce( $action, $tick ), $nonce ) ? 1 : ( hash_equals( sandbox_nonce( $action, $tick - 1 ), $nonce ) ? 2 : false );
}

function wp_nonce_field( $action = -1, $name = '_wpnonce', $referer = true, $display = true ) {
  $field = sprintf( '<input type="hidden" id="%1$s" name="%1$s" value="%2$s" />', esc_attr( $name ), wp_create_nonce( $action ) ) . ( $referer ? wp_referer_field( false ) : '' );
  if ( $display ) {
    echo $field;
  }
  return $field;
}

function wp_referer_field( $display = true ) {
  $field = '<input type="hidden" name="_wp_http_referer" value="' . esc_url( remove_query_arg( '_wp_http_referer' ) ) . '" />';
  if ( $display ) {
    echo $field;
  }
  return $field;
}

function wp_nonce_url( $actionurl, $action = -1, $name = '_wpnonce' ) {
  return esc_html( add_query_arg( $name, wp_create_nonce( $action ), str_replace( '&amp;', '&', $actionurl ) ) );
}

function check_admin_referer( $action = -1, $query_arg = '_wpnonce' ) {
  $result = wp_verify_nonce( wp_unslash( $_REQUEST[ $query_arg ] ?? '' ), $action );
  do_action( 'check_admin_referer', $action, $result );
  if ( ! $result ) {
    wp_nonce_ays( $action );
  }
  return $result;
}

function wp_nonce_ays( $action ) {
  wp_die( 'The link you followed has expired.', 'Something went wrong.', 403 );
}

function check_ajax_referer( $action = -1, $query_arg = false, $stop = true ) {
  $nonce  = $query_arg ? ( $_REQUEST[ $query_arg ] ?? '' ) : ( $_REQUEST['_ajax_nonce'] ?? $_REQUEST['_wpnonce'] ?? '' );
  $result = wp_verify_nonce( wp_unslash( $nonce ), $action );
  do_action( 'check_ajax_referer', $action, $result );
  if ( $stop && false === $result ) {
    wp_doing_ajax() ? wp_die( -1, 403 ) : die( '-1' );
  }
  return $result;
}

/** @return never */
function wp_die( $message = '', $title = '', $args = array() ) {
  if ( is_int( $title ) ) {
    [ $args, $title ] = array( array( 'response' => $title ), '' );
  } elseif ( is_int( $args ) ) {
    $args = array( 'response' => $args );
  }
  $text = is_wp_error( $message ) ? $message->get_error_message() : $message;
  status_header( $args['response'] ?? ( wp_doing_ajax() ? 200 : 500 ) );
  if ( wp_doing_ajax() ) {
    die( is_scalar( $text ) ? (string) $text : '0' );
  }
  nocache_headers();
  echo '<!doctype html><html ', get_language_attributes(), '><head><meta charset="utf-8"><title>', esc_html( $title ?: 'WordPress' ), '</title></head><body id="error-page"><div class="wp-die-message">', $text, '</div></body></html>';
  exit;
}
