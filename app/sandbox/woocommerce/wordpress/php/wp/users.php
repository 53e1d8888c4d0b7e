<?php
/** Who is logged in and what they may do: roles with the capabilities WordPress and WooCommerce give them. */

const SANDBOX_ROLES = array(
  'administrator' => array( 'read', 'manage_options', 'activate_plugins', 'edit_users', 'list_users', 'edit_posts', 'manage_woocommerce', 'view_woocommerce_reports', 'edit_shop_order', 'read_shop_order', 'delete_shop_order', 'edit_shop_orders', 'edit_others_shop_orders', 'edit_shop_coupons', 'edit_products', 'view_admin_dashboard' ),
  'shop_manager'  => array( 'read', 'edit_posts', 'list_users', 'edit_users', 'manage_woocommerce', 'view_woocommerce_reports', 'edit_shop_order', 'read_shop_order', 'delete_shop_order', 'edit_shop_orders', 'edit_others_shop_orders', 'edit_shop_coupons', 'edit_products', 'view_admin_dashboard' ),
  // A role a shop makes for those who answer customers: orders, and nothing of the shop's settings.
  'shop_support'  => array( 'read', 'edit_shop_order', 'read_shop_order', 'edit_shop_orders', 'edit_others_shop_orders', 'view_admin_dashboard' ),
  'customer'      => array( 'read' ),
  'subscriber'    => array( 'read' ),
);

class WP_User {
  public $ID            = 0;
  public $user_login    = '';
  public $user_email    = '';
  public $display_name  = '';
  public $user_nicename = '';
  public $first_name    = '';
  public $last_name     = '';
  public $locale        = '';
  public $roles         = array();
  public $caps          = array();
  public $allcaps       = array();
  public $data;

  public function __construct( $id = 0, $name = '', $site_id = '' ) {
    $facts            = is_array( $id ) ? $id : ( $id ? (array) sandbox_ask( 'user', array( 'user' => (int) $id ) ) : array() );
    $this->ID         = (int) ( $facts['id'] ?? 0 );
    $this->user_email = $facts['email'] ?? '';
    $this->user_login = $facts['login'] ?? '';
    $this->first_name = $facts['firstName'] ?? '';
    $this->last_name  = $facts['lastName'] ?? '';
    $this->locale     = $facts['locale'] ?? '';
    $this->roles      = $facts['roles'] ?? array();
    $this->display_name  = trim( "$this->first_name $this->last_name" );
    $this->user_nicename = $this->user_login;
    foreach ( $this->roles as $role ) {
      $this->caps[ $role ] = true;
      $this->allcaps      += array_fill_keys( SANDBOX_ROLES[ $role ] ?? array(), true ) + array( $role => true );
    }
    $this->data = (object) array( 'ID' => $this->ID, 'user_email' => $this->user_email, 'user_login' => $this->user_login, 'display_name' => $this->display_name );
  }

  public function exists() {
    return $this->ID > 0;
  }

  public function get( $key ) {
    return $this->$key ?? get_user_meta( $this->ID, $key, true );
  }

  public function has_cap( $cap, ...$args ) {
    if ( 'exist' === $cap ) {
      return true;
    }
    $needed  = sandbox_needed_cap( $cap, $args );
    $allcaps = apply_filters( 'user_has_cap', $this->allcaps, array( $needed ), array( $cap, $this->ID, ...$args ), $this );
    return ! empty( $allcaps[ $needed ] );
  }
}

/** What WordPress' map_meta_cap turns the singular ones into. */
function sandbox_needed_cap( string $cap, array $args ): string {
  $single = array( 'edit_user' => 'edit_users', 'edit_shop_order' => 'edit_shop_orders', 'read_shop_order' => 'edit_shop_orders' );
  return array() !== $args && isset( $single[ $cap ] ) ? $single[ $cap ] : $cap;
}

function wp_get_current_user() {
  global $current_user;
  return $current_user ??= new WP_User( (array) sandbox_request( 'user', array() ) );
}

function wp_set_current_user( $id, $name = '' ) {
  global $current_user;
  $current_user = new WP_User( (int) $id );
  do_action( 'set_current_user' );
  return $current_user;
}

function get_current_user_id() {
  return wp_get_current_user()->ID;
}

function is_user_logged_in() {
  return wp_get_current_user()->exists();
}

function current_user_can( $capability, ...$args ) {
  return wp_get_current_user()->has_cap( $capability, ...$args );
}

function user_can( $user, $capability, ...$args ) {
  $user = $user instanceof WP_User ? $user : get_userdata( $user );
  return $user && $user->has_cap( $capability, ...$args );
}

function get_user_by( $field, $value ) {
  $facts = sandbox_ask( 'find-user', array( 'by' => strtolower( $field ), 'value' => $value ) );
  return is_array( $facts ) ? new WP_User( $facts ) : false;
}

function get_userdata( $user_id ) {
  return get_user_by( 'id', $user_id );
}

function is_super_admin( $user_id = false ) {
  return user_can( $user_id ?: get_current_user_id(), 'manage_options' );
}
