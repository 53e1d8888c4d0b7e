<?php
/** The site's facts, its pages, its plugins, its time-table: what is left of WordPress' everyday functions. */

const MINUTE_IN_SECONDS = 60;
const HOUR_IN_SECONDS   = 3600;
const DAY_IN_SECONDS    = 86400;
const WEEK_IN_SECONDS   = 604800;
const MONTH_IN_SECONDS  = 2592000;
const YEAR_IN_SECONDS   = 31536000;
const EP_NONE      = 0;
const EP_PERMALINK = 1;
const EP_ROOT      = 64;
const EP_PAGES     = 4096;
const EP_ALL       = 8191;

function wp_parse_args( $args, $defaults = array() ) {
  if ( is_string( $args ) ) {
    parse_str( $args, $args );
  }
  return array_merge( $defaults, is_object( $args ) ? get_object_vars( $args ) : (array) $args );
}

function wp_list_pluck( $input_list, $field, $index_key = null ) {
  return array_column( array_map( fn( $one ) => (array) $one, $input_list ), $field, $index_key );
}

function wp_generate_uuid4() {
  $bytes    = random_bytes( 16 );
  $bytes[6] = chr( ord( $bytes[6] ) & 0x0f | 0x40 );
  $bytes[8] = chr( ord( $bytes[8] ) & 0x3f | 0x80 );
  return vsprintf( '%s%s-%s-%s-%s-%s%s%s', str_split( bin2hex( $bytes ), 4 ) );
}

function wp_is_uuid( $uuid, $version = null ) {
  return is_string( $uuid ) && 1 === preg_match( '/^[a-f0-9]{8}-[a-f0-9]{4}-' . ( $version ?? '[1-8]' ) . '[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}$/', $uuid );
}

function wp_generate_password( $length = 12, $special_chars = true, $extra_special_chars = false ) {
  $signs = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789' . ( $special_chars ? '!@#$%^&*()' : '' );
  $text  = '';
  for ( $i = 0; $i < $length; $i++ ) {
    $text .= $signs[ random_int( 0, strlen( $signs ) - 1 ) ];
  }
  return $text;
}

function wp_rand( $min = 0, $max = 4294967295 ) {
  return random_int( (int) $min, (int) $max );
}

function wp_unique_id( $prefix = '' ) {
  static $counter = 0;
  return $prefix . (string) ++$counter;
}

function get_bloginfo( $show = '', $filter = 'raw' ) {
  return match ( $show ) {
    'version'     => '7.0',
    'charset'     => 'UTF-8',
    'language'    => str_replace( '_', '-', determine_locale() ),
    'description' => sandbox_request( 'site.tagline', '' ),
    'admin_email' => get_option( 'admin_email', '' ),
    'url', 'wpurl' => home_url(),
    default       => sandbox_request( 'site.title', '' ),
  };
}

function bloginfo( $show = '' ) {
  echo esc_html( get_bloginfo( $show ) );
}

function get_language_attributes( $doctype = 'html' ) {
  return ( is_rtl() ? 'dir="rtl" ' : '' ) . 'lang="' . esc_attr( get_bloginfo( 'language' ) ) . '"';
}

function language_attributes( $doctype = 'html' ) {
  echo get_language_attributes( $doctype );
}

function get_current_blog_id() {
  return 1;
}

function is_multisite() {
  return false;
}

function wp_get_environment_type() {
  return 'local';
}

function _doing_it_wrong( $function_name, $message, $version ) {
  trigger_error( "Function $function_name was called incorrectly. $message", E_USER_NOTICE );
}

function _deprecated_function( $function_name, $version, $replacement = '' ) {
  trigger_error( "Function $function_name is deprecated since version $version!", E_USER_DEPRECATED );
}

function __checked_selected_helper( $helper, $current, $display, $type ) {
  $result = (string) $helper === (string) $current ? " $type='$type'" : '';
  if ( $display ) {
    echo $result;
  }
  return $result;
}

function checked( $checked, $current = true, $display = true ) {
  return __checked_selected_helper( $checked, $current, $display, 'checked' );
}

function selected( $selected, $current = true, $display = true ) {
  return __checked_selected_helper( $selected, $current, $display, 'selected' );
}

function disabled( $disabled, $current = true, $display = true ) {
  return __checked_selected_helper( $disabled, $current, $display, 'disabled' );
}

// Plugins.

function register_activation_hook( $file, $callback ) {
  add_action( 'activate_' . plugin_basename( $file ), $callback );
}

function register_deactivation_hook( $file, $callback ) {
  add_action( 'deactivate_' . plugin_basename( $file ), $callback );
}

function register_uninstall_hook( $file, $callback ) {
  update_option( 'uninstall_plugins', array( plugin_basename( $file ) => $callback ) );
}

function is_plugin_active( $plugin ) {
  return in_array( $plugin, (array) get_option( 'active_plugins', array() ), true );
}

function get_file_data( $file, $default_headers, $context = '' ) {
  $head = substr( (string) file_get_contents( $file ), 0, 8192 );
  return array_map( fn( $name ) => preg_match( '/^[ \t\/*#@]*' . preg_quote( $name, '/' ) . ':(.*)$/mi', $head, $m ) ? trim( preg_replace( '/\s*(?:\*\/|\?>).*/', '', $m[1] ) ) : '', $default_headers );
}

function get_plugin_data( $plugin_file, $markup = true, $translate = true ) {
  return get_file_data( $plugin_file, array( 'Name' => 'Plugin Name', 'Version' => 'Version', 'TextDomain' => 'Text Domain', 'DomainPath' => 'Domain Path', 'RequiresPHP' => 'Requires PHP', 'RequiresPlugins' => 'Requires Plugins' ) );
}

/** Where a domain's files lie: the Domain Path of the plugin that names it. */
function sandbox_domain_path( string $domain ) {
  foreach ( (array) sandbox_request( 'plugins', array() ) as $plugin ) {
    $data = get_plugin_data( WP_PLUGIN_DIR . '/' . $plugin );
    if ( $data['TextDomain'] === $domain ) {
      return dirname( $plugin ) . '/' . trim( $data['DomainPath'], '/' );
    }
  }
  return false;
}

// Pages and addresses below them.

function add_rewrite_endpoint( $name, $places, $query_var = true ) {
  global $sandbox_endpoints;
  $sandbox_endpoints[ $name ] = true === $query_var || null === $query_var ? $name : $query_var;
}

/** As WordPress: an endpoint is found only after rules were flushed while it was registered. */
function flush_rewrite_rules( $hard = true ) {
  global $sandbox_endpoints;
  update_option( 'rewrite_rules', (array) $sandbox_endpoints );
}

function get_query_var( $query_var, $default_value = '' ) {
  global $wp;
  return $wp->query_vars[ $query_var ] ?? $default_value;
}

function get_permalink( $post = 0, $leavename = false ) {
  foreach ( (array) sandbox_request( 'pages', array() ) as $page ) {
    if ( (int) $page['id'] === (int) $post ) {
      return home_url( $page['path'] );
    }
  }
  return false;
}

function get_the_ID() {
  return get_queried_object_id();
}

function get_queried_object_id() {
  global $post;
  return (int) ( $post->ID ?? sandbox_request( 'postId', 0 ) );
}

function sandbox_is_page( string ...$pages ): bool {
  return in_array( sandbox_request( 'page' ), $pages, true );
}

function is_page( $page = '' ) {
  return '' === $page ? ! sandbox_is_page( 'home', 'product', 'classic-product', 'admin', 'ajax', 'rest' ) : in_array( get_the_ID(), array_map( 'intval', (array) $page ), true );
}

function is_singular( $post_types = '' ) {
  return 'product' === $post_types ? is_product() : ! is_front_page();
}

function is_front_page() {
  return sandbox_is_page( 'home' );
}

function is_home() {
  return false;
}

function is_404() {
  return sandbox_is_page( 'missing' );
}

function in_the_loop() {
  return true;
}

function is_main_query() {
  return true;
}

function has_block( $block_name, $post = null ) {
  return in_array( $block_name, (array) sandbox_request( 'blocks', array() ), true );
}

// What WordPress does later.

function wp_next_scheduled( $hook, $args = array() ) {
  return get_option( 'cron', array() )[ $hook ] ?? false;
}

function wp_schedule_event( $timestamp, $recurrence, $hook, $args = array(), $wp_error = false ) {
  return update_option( 'cron', array( $hook => $timestamp ) + (array) get_option( 'cron', array() ) );
}

function wp_schedule_single_event( $timestamp, $hook, $args = array(), $wp_error = false ) {
  return wp_schedule_event( $timestamp, '', $hook, $args );
}

function wp_clear_scheduled_hook( $hook, $args = array(), $wp_error = false ) {
  update_option( 'cron', array_diff_key( (array) get_option( 'cron', array() ), array( $hook => 0 ) ) );
  return 1;
}

function wp_unschedule_hook( $hook, $wp_error = false ) {
  return wp_clear_scheduled_hook( $hook );
}

// Shortcodes.

$shortcode_tags = array();

function add_shortcode( $tag, $callback ) {
  global $shortcode_tags;
  $shortcode_tags[ $tag ] = $callback;
}

function shortcode_exists( $tag ) {
  global $shortcode_tags;
  return isset( $shortcode_tags[ $tag ] );
}

function shortcode_atts( $pairs, $atts, $shortcode = '' ) {
  $atts = (array) $atts;
  $out  = array();
  foreach ( $pairs as $name => $default ) {
    $out[ $name ] = $atts[ $name ] ?? $default;
  }
  return $out;
}

function shortcode_parse_atts( $text ) {
  preg_match_all( '/([\w-]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|(\S+))/', $text, $found, PREG_SET_ORDER );
  $atts = array();
  foreach ( $found as $one ) {
    $atts[ strtolower( $one[1] ) ] = end( $one );
  }
  return $atts;
}

function do_shortcode( $content, $ignore_html = false ) {
  global $shortcode_tags;
  return preg_replace_callback( '/\[([a-z0-9_-]+)([^\]]*)\]/i', fn( $m ) => isset( $shortcode_tags[ $m[1] ] ) ? (string) call_user_func( $shortcode_tags[ $m[1] ], shortcode_parse_atts( $m[2] ), '', $m[1] ) : $m[0], $content );
}
