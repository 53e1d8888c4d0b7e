<?php
/**
 * Plugin Name:       Vafa Loyalty
 * Description:       Points, tiers and rewards of your Vafa loyalty program in your store: account tab, product hint, redeeming in cart and checkout. The program itself lives on your Vafa server.
 * Version:           0.1.0
 * Requires at least: 6.5
 * Requires PHP:      8.0
 * Requires Plugins:  woocommerce
 * Author:            Vafa
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       vafa
 * Domain Path:       /languages
 * WC requires at least: 8.2
 * WC tested up to:   10.9
 *
 * The door of the plugin: says what it is, loads its parts and ties each to its hook. As thin as WordPress allows: what the program means is decided by the Vafa server; here it is only
 * shown and asked. The browser never talks to that server, and no page waits for it longer than two seconds.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const FILE    = __FILE__;

foreach ( array( 'numbers', 'calendar', 'token', 'language', 'connection', 'reached', 'server', 'shopper', 'snapshot', 'standing', 'amounts', 'offers', 'held', 'cart-room', 'coupons', 'memory', 'notices', 'deeds', 'deeds-reward', 'deeds-member', 'rest', 'endpoint', 'pages', 'hint', 'thank-you', 'privacy', 'assets' ) as $part ) {
	require_once __DIR__ . '/includes/' . $part . '.php';
}
foreach ( array( 'form', 'balance', 'tier', 'rewards', 'held', 'more', 'membership', 'referral', 'history', 'panel', 'account' ) as $part ) {
	require_once __DIR__ . '/views/' . $part . '.php';
}
foreach ( array( 'roles', 'page', 'connect-form', 'renew-token', 'notice' ) as $part ) {
	require_once __DIR__ . '/admin/' . $part . '.php';
}

add_action( 'before_woocommerce_init', __NAMESPACE__ . '\\declare_compatibility' );
add_action( 'init', __NAMESPACE__ . '\\load_language' );
add_action( 'plugins_loaded', __NAMESPACE__ . '\\start' );
register_activation_hook( FILE, __NAMESPACE__ . '\\forget_addresses' );
register_deactivation_hook( FILE, __NAMESPACE__ . '\\forget_addresses' );

/** Orders in their own tables, and cart and checkout as blocks: both are served. */
function declare_compatibility(): void {
	if ( class_exists( \Automattic\WooCommerce\Utilities\FeaturesUtil::class ) ) {
		\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', FILE, true );
		\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', FILE, true );
	}
}

/** Nothing is hooked where WooCommerce is not running. */
function start(): void {
	if ( ! class_exists( 'WooCommerce' ) ) {
		return;
	}
	add_action( 'rest_api_init', __NAMESPACE__ . '\\register_routes' );
	add_action( 'admin_menu', __NAMESPACE__ . '\\add_admin_page', 60 );
	add_action( 'admin_enqueue_scripts', __NAMESPACE__ . '\\enqueue_admin' );
	add_action( 'admin_post_vafa_connect', __NAMESPACE__ . '\\send_to_connect' );
	add_action( 'wp_ajax_vafa_token', __NAMESPACE__ . '\\answer_token' );
	add_action( 'admin_notices', __NAMESPACE__ . '\\show_unreached' );
	if ( ! is_connected() ) {
		return;
	}
	start_endpoint();
	start_pages();
	start_hint();
	start_thank_you();
	start_privacy();
	add_action( 'template_redirect', __NAMESPACE__ . '\\handle_deed', 5 );
	add_action( 'template_redirect', __NAMESPACE__ . '\\apply_what_was_wanted', 6 );
	add_action( 'wp_enqueue_scripts', __NAMESPACE__ . '\\register_style' );
	add_filter( 'woocommerce_cart_totals_coupon_label', __NAMESPACE__ . '\\friendly_label', 10, 2 );
}
