<?php
/**
 * Our panel in cart and checkout: by hooks on classic pages, and around the cart and checkout blocks, which fire none of them. Never inside a form of the page's own.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** Ties the panel to its pages. */
function start_pages(): void {
	add_action( 'woocommerce_before_cart_collaterals', __NAMESPACE__ . '\\on_classic_cart' );
	add_action( 'woocommerce_after_cart', __NAMESPACE__ . '\\on_classic_cart' );
	add_action( 'woocommerce_before_checkout_form', __NAMESPACE__ . '\\on_classic_checkout', 15 );
	add_filter( 'render_block_woocommerce/cart', __NAMESPACE__ . '\\on_block_cart' );
	add_filter( 'render_block_woocommerce/checkout', __NAMESPACE__ . '\\on_block_checkout' );
}

/** After the list of the classic cart, before its totals; at its end where a theme's own cart leaves that hook out. */
function on_classic_cart(): void {
	if ( 'woocommerce_after_cart' !== current_filter() || ! did_action( 'woocommerce_before_cart_collaterals' ) ) {
		show_panel( 'cart' );
	}
}

/** Before the form of the classic checkout. */
function on_classic_checkout(): void {
	show_panel( 'checkout' );
}

/**
 * Before the cart block.
 *
 * @param mixed $content The block's HTML.
 * @return mixed
 */
function on_block_cart( $content ) {
	return is_for_shoppers() ? panel_html( 'cart-block' ) . $content : $content;
}

/**
 * Before the checkout block; where it shows an order that was placed, or is to be paid, there is nothing to redeem.
 *
 * @param mixed $content The block's HTML.
 * @return mixed
 */
function on_block_checkout( $content ) {
	return is_for_shoppers() && ! is_wc_endpoint_url() ? panel_html( 'checkout-block' ) . $content : $content;
}

/** Blocks are rendered for editors and for scripts too. */
function is_for_shoppers(): bool {
	return ! is_admin() && ! wp_is_json_request() && ! ( defined( 'REST_REQUEST' ) && REST_REQUEST );
}

/** The panel as text. */
function panel_html( string $place ): string {
	ob_start();
	show_panel( $place );
	return (string) ob_get_clean();
}
