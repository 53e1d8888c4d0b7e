<?php
/** One request of the small WordPress, from the first file to the last byte: WordPress' order of things, so that a plugin meets at each hook what it would meet there. */

require_once __DIR__ . '/load.php';

// Warnings of a plugin are faults: the sandbox hears of every one.
set_error_handler( function ( $severity, $message, $file, $line ) {
  sandbox_ask( 'complain', array( 'message' => "$message in $file:$line" ) );
  return true;
} );
register_shutdown_function( function () {
  $last = error_get_last();
  if ( $last && ( $last['type'] & ( E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR ) ) ) {
    sandbox_ask( 'complain', array( 'message' => "{$last['message']} in {$last['file']}:{$last['line']}" ) );
  } else {
    do_action( 'shutdown' );
  }
} );

// Every value of a request is slashed, as WordPress has done it since 2003.
foreach ( array( '_GET', '_POST', '_COOKIE', '_SERVER' ) as $sandbox_global ) {
  $GLOBALS[ $sandbox_global ] = wp_slash( $GLOBALS[ $sandbox_global ] );
}
$_REQUEST = array_merge( $_GET, $_POST );

$sandbox_activates = sandbox_request( 'activate' );
foreach ( (array) sandbox_request( 'plugins', array() ) as $sandbox_plugin ) {
  if ( $sandbox_plugin !== $sandbox_activates ) {
    require_once WP_PLUGIN_DIR . '/' . $sandbox_plugin;
    do_action( 'plugin_loaded', WP_PLUGIN_DIR . '/' . $sandbox_plugin );
  }
}
do_action( 'plugins_loaded' );
do_action( 'setup_theme' );
do_action( 'after_setup_theme' );
add_action( 'init', fn() => WC()->init(), 0 );
do_action( 'init' );
add_action( 'wp_loaded', 'sandbox_deeds', 20 );
do_action( 'wp_loaded' );

if ( $sandbox_activates ) {
  // A plugin is activated in a request that began without it: its `plugins_loaded` and `init` are missed.
  require_once WP_PLUGIN_DIR . '/' . $sandbox_activates;
  do_action( 'activate_' . $sandbox_activates );
  update_option( 'active_plugins', array_values( array_unique( array( ...(array) get_option( 'active_plugins', array() ), $sandbox_activates ) ) ) );
  exit;
}

match ( sandbox_request( 'page' ) ) {
  'rest'  => sandbox_rest_serve( sandbox_request( 'route', '/' ) ),
  'ajax'  => sandbox_ajax(),
  'post'  => sandbox_admin_post(),
  'admin' => sandbox_draw_admin(),
  default => sandbox_draw_page(),
};
