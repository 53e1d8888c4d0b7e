<?php
/** What there is before a request is looked at: WordPress' constants, and every part of this small one. */

define( 'ABSPATH', '/wordpress/' );
define( 'WP_CONTENT_DIR', ABSPATH . 'wp-content' );
define( 'WP_PLUGIN_DIR', WP_CONTENT_DIR . '/plugins' );
define( 'WP_LANG_DIR', WP_CONTENT_DIR . '/languages' );
define( 'WPINC', 'wp-includes' );
define( 'WP_DEBUG', true );
define( 'COOKIEPATH', '/' );

error_reporting( E_ALL );
ini_set( 'display_errors', '0' );
ini_set( 'html_errors', '0' );

foreach ( array( 'site/ask', 'wp/hooks', 'wp/error', 'wp/formatting', 'wp/kses', 'wp/i18n', 'wp/options', 'wp/users', 'wp/nonces', 'wp/links', 'wp/http', 'wp/rest', 'wp/assets', 'wp/admin', 'wp/site', 'wp/blocks', 'wc/core', 'wc/format', 'wc/product', 'wc/cart', 'wc/order', 'wc/account', 'site/route', 'site/deeds', 'site/draw', 'site/draw-admin' ) as $sandbox_file ) {
  require_once dirname( __DIR__ ) . '/' . $sandbox_file . '.php';
}
