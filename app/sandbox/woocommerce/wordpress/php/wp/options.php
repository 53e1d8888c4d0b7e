<?php
/** Options, transients, user meta and WordPress' cache: kept by the sandbox, read once per request. Values are what JSON can carry. */

function sandbox_options(): array {
  global $sandbox_options;
  return $sandbox_options ??= (array) sandbox_ask( 'options' );
}

function get_option( $option, $default_value = false ) {
  global $sandbox_options;
  $before = apply_filters( "pre_option_$option", false, $option, $default_value );
  if ( false !== $before ) {
    return $before;
  }
  sandbox_options();
  if ( ! array_key_exists( $option, $sandbox_options ) ) {
    return apply_filters( "default_option_$option", $default_value, $option, func_num_args() > 1 );
  }
  return apply_filters( "option_$option", $sandbox_options[ $option ], $option );
}

function update_option( $option, $value, $autoload = null ) {
  global $sandbox_options;
  $old   = sandbox_options()[ $option ] ?? false;
  $value = apply_filters( "pre_update_option_$option", $value, $old, $option );
  if ( $old === $value ) {
    return false;
  }
  $sandbox_options[ $option ] = $value;
  sandbox_ask( 'set-option', array( 'name' => $option, 'value' => $value ) );
  do_action( "update_option_$option", $old, $value, $option );
  return true;
}

function add_option( $option, $value = '', $deprecated = '', $autoload = null ) {
  return ! array_key_exists( $option, sandbox_options() ) && update_option( $option, $value );
}

function delete_option( $option ) {
  global $sandbox_options;
  if ( ! array_key_exists( $option, sandbox_options() ) ) {
    return false;
  }
  unset( $sandbox_options[ $option ] );
  sandbox_ask( 'delete-option', array( 'name' => $option ) );
  return true;
}

function get_transient( $transient ) {
  $until = get_option( '_transient_timeout_' . $transient );
  if ( false !== $until && (int) $until < time() ) {
    delete_transient( $transient );
    return false;
  }
  return get_option( '_transient_' . $transient );
}

function set_transient( $transient, $value, $expiration = 0 ) {
  if ( $expiration > 0 ) {
    update_option( '_transient_timeout_' . $transient, time() + (int) $expiration );
  }
  return update_option( '_transient_' . $transient, $value );
}

function delete_transient( $transient ) {
  delete_option( '_transient_timeout_' . $transient );
  return delete_option( '_transient_' . $transient );
}

function get_site_option( $option, $default_value = false ) {
  return get_option( $option, $default_value );
}

function update_site_option( $option, $value ) {
  return update_option( $option, $value );
}

function delete_site_option( $option ) {
  return delete_option( $option );
}

function get_site_transient( $transient ) {
  return get_transient( $transient );
}

function set_site_transient( $transient, $value, $expiration = 0 ) {
  return set_transient( $transient, $value, $expiration );
}

function delete_site_transient( $transient ) {
  return delete_transient( $transient );
}

$sandbox_cache = array();

function wp_cache_get( $key, $group = '', $force = false, &$found = null ) {
  global $sandbox_cache;
  $found = array_key_exists( "$group:$key", $sandbox_cache );
  return $sandbox_cache[ "$group:$key" ] ?? false;
}

function wp_cache_set( $key, $data, $group = '', $expire = 0 ) {
  global $sandbox_cache;
  $sandbox_cache[ "$group:$key" ] = $data;
  return true;
}

function wp_cache_add( $key, $data, $group = '', $expire = 0 ) {
  global $sandbox_cache;
  return ! array_key_exists( "$group:$key", $sandbox_cache ) && wp_cache_set( $key, $data, $group );
}

function wp_cache_delete( $key, $group = '' ) {
  global $sandbox_cache;
  unset( $sandbox_cache[ "$group:$key" ] );
  return true;
}

function wp_using_ext_object_cache( $using = null ) {
  return false;
}

function sandbox_user_meta( int $user_id ): array {
  global $sandbox_user_meta;
  return $sandbox_user_meta[ $user_id ] ??= (array) sandbox_ask( 'user-meta', array( 'user' => $user_id ) );
}

function get_user_meta( $user_id, $key = '', $single = false ) {
  $meta = sandbox_user_meta( (int) $user_id );
  if ( '' === $key ) {
    return array_map( fn( $value ) => array( $value ), $meta );
  }
  if ( ! array_key_exists( $key, $meta ) ) {
    return $single ? '' : array();
  }
  return $single ? $meta[ $key ] : array( $meta[ $key ] );
}

function update_user_meta( $user_id, $meta_key, $meta_value, $prev_value = '' ) {
  global $sandbox_user_meta;
  sandbox_user_meta( (int) $user_id );
  $sandbox_user_meta[ (int) $user_id ][ $meta_key ] = wp_unslash( $meta_value );
  sandbox_ask( 'set-user-meta', array( 'user' => (int) $user_id, 'key' => $meta_key, 'value' => wp_unslash( $meta_value ) ) );
  return true;
}

function add_user_meta( $user_id, $meta_key, $meta_value, $unique = false ) {
  return update_user_meta( $user_id, $meta_key, $meta_value );
}

function delete_user_meta( $user_id, $meta_key, $meta_value = '' ) {
  global $sandbox_user_meta;
  sandbox_user_meta( (int) $user_id );
  unset( $sandbox_user_meta[ (int) $user_id ][ $meta_key ] );
  sandbox_ask( 'set-user-meta', array( 'user' => (int) $user_id, 'key' => $meta_key, 'value' => null ) );
  return true;
}

function delete_metadata( $meta_type, $object_id, $meta_key, $meta_value = '', $delete_all = false ) {
  global $sandbox_user_meta;
  if ( ! $delete_all ) {
    return delete_user_meta( $object_id, $meta_key );
  }
  $sandbox_user_meta = array();
  sandbox_ask( 'delete-user-meta', array( 'key' => $meta_key ) );
  return true;
}
