<?php
/**
 * One small stylesheet, printed only where something of ours is shown. There is no script on the storefront.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const STYLE = 'vafa-loyalty';

/** Known to WordPress, and used by whoever shows something. */
function register_style(): void {
	wp_register_style( STYLE, plugins_url( 'assets/vafa.css', FILE ), array(), VERSION );
	if ( is_cart() || is_checkout() || is_account_page() || is_product() ) {
		wp_enqueue_style( STYLE );
	}
}
