<?php
/** wp-admin: menus with their capabilities, pages under hooks, admin-ajax, notices. Who lacks the capability does not see the menu and is refused the page. */

$sandbox_menu = array();

function sandbox_add_page( string $parent, string $title, string $label, string $capability, string $slug, $callback ): string {
  global $sandbox_menu;
  $hook                  = ( '' === $parent ? 'toplevel' : sanitize_title( $parent ) ) . '_page_' . $slug;
  $sandbox_menu[ $slug ] = array( 'parent' => $parent, 'title' => $title, 'label' => $label, 'capability' => $capability, 'hook' => $hook );
  if ( $callback ) {
    add_action( $hook, $callback );
  }
  return $hook;
}

function add_menu_page( $page_title, $menu_title, $capability, $menu_slug, $callback = '', $icon_url = '', $position = null ) {
  return sandbox_add_page( '', $page_title, $menu_title, $capability, $menu_slug, $callback );
}

function add_submenu_page( $parent_slug, $page_title, $menu_title, $capability, $menu_slug, $callback = '', $position = null ) {
  $hook = sandbox_add_page( $parent_slug, $page_title, $menu_title, $capability, $menu_slug, $callback );
  return current_user_can( $capability ) ? $hook : false;
}

function add_options_page( $page_title, $menu_title, $capability, $menu_slug, $callback = '', $position = null ) {
  return add_submenu_page( 'options-general.php', $page_title, $menu_title, $capability, $menu_slug, $callback );
}

function remove_submenu_page( $menu_slug, $submenu_slug ) {
  global $sandbox_menu;
  unset( $sandbox_menu[ $submenu_slug ] );
  return false;
}

function menu_page_url( $menu_slug, $display = true ) {
  $url = admin_url( 'admin.php?page=' . $menu_slug );
  if ( $display ) {
    echo esc_url( $url );
  }
  return $url;
}

function get_admin_page_title() {
  global $sandbox_menu, $title;
  return $sandbox_menu[ sanitize_key( $_GET['page'] ?? '' ) ]['title'] ?? (string) $title;
}

function is_admin() {
  return in_array( sandbox_request( 'page' ), array( 'admin', 'ajax' ), true );
}

function wp_doing_ajax() {
  return 'ajax' === sandbox_request( 'page' );
}

function wp_doing_cron() {
  return false;
}

function wp_is_json_request() {
  return str_contains( $_SERVER['HTTP_ACCEPT'] ?? '', 'application/json' );
}

class WP_Screen {
  public function __construct( public $id = '', public $base = '' ) {}
}

function get_current_screen() {
  global $sandbox_screen;
  return $sandbox_screen ?? null;
}

function wp_send_json( $response, $status_code = null, $flags = 0 ) {
  header( 'Content-Type: application/json; charset=UTF-8' );
  if ( null !== $status_code ) {
    status_header( $status_code );
  }
  echo wp_json_encode( $response, $flags );
  exit;
}

function wp_send_json_success( $value = null, $status_code = null, $flags = 0 ) {
  wp_send_json( array( 'success' => true ) + ( null === $value ? array() : array( 'data' => $value ) ), $status_code, $flags );
}

function wp_send_json_error( $value = null, $status_code = null, $flags = 0 ) {
  if ( is_wp_error( $value ) ) {
    $value = array_map( fn( $code ) => array( 'code' => $code, 'message' => $value->get_error_message( $code ) ), $value->get_error_codes() );
  }
  wp_send_json( array( 'success' => false ) + ( null === $value ? array() : array( 'data' => $value ) ), $status_code, $flags );
}

function wp_admin_notice( $message, $args = array() ) {
  $classes = 'notice' . ( empty( $args['type'] ) ? '' : ' notice-' . $args['type'] ) . ( empty( $args['dismissible'] ) ? '' : ' is-dismissible' );
  echo '<div class="', esc_attr( $classes ), '">', ( $args['paragraph_wrap'] ?? true ) ? '<p>' . wp_kses_post( $message ) . '</p>' : wp_kses_post( $message ), '</div>';
}

function settings_fields( $option_group ) {
  echo '<input type="hidden" name="option_page" value="', esc_attr( $option_group ), '" /><input type="hidden" name="action" value="update" />';
  wp_nonce_field( "$option_group-options" );
}

function register_setting( $option_group, $option_name, $args = array() ) {}

function submit_button( $text = '', $type = 'primary', $name = 'submit', $wrap = true, $other_attributes = '' ) {
  echo get_submit_button( $text, $type, $name, $wrap, $other_attributes );
}

function get_submit_button( $text = '', $type = 'primary large', $name = 'submit', $wrap = true, $other_attributes = '' ) {
  $button = sprintf( '<input type="submit" name="%1$s" id="%1$s" class="button button-%2$s" value="%3$s" />', esc_attr( $name ), esc_attr( $type ), esc_attr( $text ?: 'Save Changes' ) );
  return $wrap ? '<p class="submit">' . $button . '</p>' : $button;
}

/** admin-ajax.php. */
function sandbox_ajax(): void {
  header( 'Content-Type: text/html; charset=UTF-8' );
  header( 'X-Robots-Tag: noindex' );
  nocache_headers();
  do_action( 'admin_init' );
  $action = is_scalar( $_REQUEST['action'] ?? null ) ? (string) $_REQUEST['action'] : '';
  $hook   = ( is_user_logged_in() ? 'wp_ajax_' : 'wp_ajax_nopriv_' ) . $action;
  if ( '' === $action || ! has_action( $hook ) ) {
    wp_die( '0', 400 );
  }
  do_action( $hook );
  wp_die( '0' );
}

/** admin-post.php. */
function sandbox_admin_post(): void {
  do_action( 'admin_init' );
  $action = is_scalar( $_REQUEST['action'] ?? null ) ? sanitize_key( $_REQUEST['action'] ) : '';
  $hook   = 'admin_post_' . ( is_user_logged_in() ? '' : 'nopriv_' ) . $action;
  if ( '' === $action || ! has_action( $hook ) ) {
    wp_die( '', 400 );
  }
  do_action( $hook );
}
