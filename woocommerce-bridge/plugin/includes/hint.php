<?php
/**
 * "You earn N points with this product": counted here from the program's summary and the member's tier, without a request. Tax earns nothing, so it is counted without tax.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** Ties the hint to classic and block product pages. */
function start_hint(): void {
	add_action( 'woocommerce_single_product_summary', __NAMESPACE__ . '\\on_classic_product', 15 );
	add_filter( 'render_block_woocommerce/product-price', __NAMESPACE__ . '\\on_block_price', 10, 3 );
	add_filter( 'woocommerce_available_variation', __NAMESPACE__ . '\\on_variation', 10, 3 );
}

/** After the price of a classic product page, and of what imitates one. */
function on_classic_product(): void {
	global $product;
	if ( $product instanceof \WC_Product && $product->get_id() === get_queried_object_id() && ! hint_was_shown() ) {
		echo wp_kses_post( hint_html( $product ) );
	}
}

/**
 * After the price block of the product that the page is about; others on the page are left alone.
 *
 * @param mixed $content  The block's HTML.
 * @param mixed $parsed   The block.
 * @param mixed $instance With its context.
 * @return mixed
 */
function on_block_price( $content, $parsed = null, $instance = null ) {
	if ( ! is_product() || ! is_for_shoppers() ) {
		return $content;
	}
	$about = (int) ( $instance instanceof \WP_Block ? $instance->context['postId'] ?? get_the_ID() : get_the_ID() );
	if ( $about !== get_queried_object_id() || hint_was_shown() ) {
		return $content;
	}
	$product = wc_get_product( $about );
	return $product instanceof \WC_Product ? $content . wp_kses_post( hint_html( $product ) ) : $content;
}

/**
 * Each variation says its own; WooCommerce's script shows it when it is chosen.
 *
 * @param mixed $data      Of the variation.
 * @param mixed $product   The product.
 * @param mixed $variation The variation.
 * @return mixed
 */
function on_variation( $data, $product = null, $variation = null ) {
	if ( is_array( $data ) && $variation instanceof \WC_Product ) {
		$data['availability_html'] = ( $data['availability_html'] ?? '' ) . wp_kses_post( hint_html( $variation ) );
	}
	return $data;
}

/** Whether the hint stands on this page already; it stands from now on. */
function hint_was_shown(): bool {
	static $shown = false;
	$was          = $shown;
	$shown        = true;
	return $was;
}

/** The hint of a product, or ''. */
function hint_html( \WC_Product $product ): string {
	$points = product_points( $product );
	if ( $points <= 0 ) {
		return '';
	}
	wp_enqueue_style( STYLE );
	$member = 'active' === membership_of( snapshot() );
	$up_to  = $product->is_type( 'variable' );
	if ( $member ) {
		/* translators: %s: an amount of points, with their name. */
		$text = $up_to ? __( 'You earn up to %s with this product', 'vafa' ) : __( 'You earn %s with this product', 'vafa' );
	} else {
		/* translators: %s: an amount of points, with their name. */
		$text = $up_to ? __( 'Members earn up to %s with this product', 'vafa' ) : __( 'Members earn %s with this product', 'vafa' );
	}
	$tier = $member ? text_of( snapshot()['standing']['tier']['name'] ?? null ) : '';
	$note = '' !== $tier && 10000 !== multiplier_bp() ? ' <span class="vafa-hint__tier">' . esc_html( $tier . ' ' . local_digits( factor_text( multiplier_bp() ), lang() ) . '×' ) . '</span>' : '';
	return '<p class="vafa-hint">' . esc_html( sprintf( $text, points_text( $points ) ) ) . $note . '</p>';
}

/** What one of a product earns; for a product with variations what its dearest one earns. */
function product_points( \WC_Product $product ): int {
	$program = program();
	if ( null === $program || ! same_currency() || $product->is_type( array( 'external', 'grouped' ) ) ) {
		return 0;
	}
	$price = $product->is_type( 'variable' ) && $product instanceof \WC_Product_Variable ? $product->get_variation_price( 'max', false ) : $product->get_price();
	if ( '' === (string) $price ) {
		return 0;
	}
	$net = wc_get_price_excluding_tax( $product, array( 'price' => (float) $price ) );
	return points_for( minor_of( $net, exponent() ), $program['earning'], multiplier_bp() );
}
