<?php
/**
 * The tab "Points" of the account: an endpoint of WooCommerce's own kind, so that its addresses, menu and title work as the others do.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const ENDPOINT         = 'vafa-points';
const ENDPOINT_SLUG    = 'points';
const ADDRESSES_OPTION = 'vafa_addresses';

/** Ties the tab to its hooks. */
function start_endpoint(): void {
	add_filter( 'woocommerce_get_query_vars', __NAMESPACE__ . '\\add_endpoint' );
	add_filter( 'woocommerce_account_menu_items', __NAMESPACE__ . '\\add_tab' );
	add_filter( 'woocommerce_endpoint_' . ENDPOINT . '_title', __NAMESPACE__ . '\\tab_title' );
	add_action( 'woocommerce_account_' . ENDPOINT . '_endpoint', __NAMESPACE__ . '\\show_account' );
	add_action( 'wp_loaded', __NAMESPACE__ . '\\learn_addresses' );
}

/**
 * The endpoint beside WooCommerce's own.
 *
 * @param mixed $vars Key → address.
 * @return mixed
 */
function add_endpoint( $vars ) {
	return is_array( $vars ) ? $vars + array( ENDPOINT => ENDPOINT_SLUG ) : $vars;
}

/**
 * The tab after the orders.
 *
 * @param mixed $items Endpoint → label.
 * @return mixed
 */
function add_tab( $items ) {
	if ( ! is_array( $items ) ) {
		return $items;
	}
	$tab   = array( ENDPOINT => tab_title() );
	$place = array_search( 'orders', array_keys( $items ), true );
	$after = false === $place ? count( $items ) : $place + 1;
	return array_slice( $items, 0, $after, true ) + $tab + array_slice( $items, $after, null, true );
}

/** What the tab is called. */
function tab_title(): string {
	return __( 'Points', 'vafa' );
}

/** Where the tab is. */
function points_url(): string {
	return wc_get_account_endpoint_url( ENDPOINT );
}

/** WordPress has to learn the tab's address once: after activation, a connection, or a new version. */
function learn_addresses(): void {
	if ( get_option( ADDRESSES_OPTION ) !== VERSION ) {
		update_option( ADDRESSES_OPTION, VERSION, true );
		flush_rewrite_rules( false );
	}
}

/** To be learned again at the next page. */
function forget_addresses(): void {
	delete_option( ADDRESSES_OPTION );
	delete_option( 'rewrite_rules' );
}
