<?php
/**
 * The note on an order that was just placed: what it earns. Counted here as the hint is, because the Vafa server hears of an order a little later; once it has, its own word is shown.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** Ties the note to classic and block pages of a placed order. */
function start_thank_you(): void {
	add_action( 'woocommerce_thankyou', __NAMESPACE__ . '\\on_thank_you', 5 );
	add_filter( 'render_block_woocommerce/order-confirmation-status', __NAMESPACE__ . '\\on_block_thank_you' );
}

/**
 * On the classic page, and on a block page that has WooCommerce's block for such notes.
 *
 * @param mixed $order_id The order's number.
 */
function on_thank_you( $order_id ): void {
	$order = wc_get_order( $order_id );
	if ( $order instanceof \WC_Order && ! thanks_were_said() ) {
		echo wp_kses_post( thanks_html( $order ) );
	}
}

/**
 * After the status of a block page, for whom WooCommerce lets see the order.
 *
 * @param mixed $content The block's HTML.
 * @return mixed
 */
function on_block_thank_you( $content ) {
	$order = is_for_shoppers() ? wc_get_order( absint( get_query_var( 'order-received' ) ) ) : null;
	$key   = isset( $_GET['key'] ) ? sanitize_text_field( wp_unslash( $_GET['key'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended
	if ( ! $order instanceof \WC_Order || '' === $key || ! $order->key_is_valid( $key ) ) {
		return $content;
	}
	$owner = $order->get_customer_id();
	if ( ( $owner > 0 && get_current_user_id() !== $owner ) || thanks_were_said() ) {
		return $content;
	}
	return $content . wp_kses_post( thanks_html( $order ) );
}

/** Whether the note stands on this page already; it stands from now on. */
function thanks_were_said(): bool {
	static $said = false;
	$was         = $said;
	$said        = true;
	return $was;
}

/** The note of an order, or ''. */
function thanks_html( \WC_Order $order ): string {
	$text = $order->has_status( array( 'failed', 'cancelled', 'refunded' ) ) ? '' : thanks_text( $order );
	if ( '' === $text ) {
		return '';
	}
	wp_enqueue_style( STYLE );
	return '<p class="vafa-thanks" role="status">' . esc_html( $text ) . '</p>';
}

/** Our server's word where it has one, else what is counted here. */
function thanks_text( \WC_Order $order ): string {
	$mine = get_current_user_id() > 0 && $order->get_customer_id() === get_current_user_id();
	$told = $mine && ! is_fresh( $order ) ? ask( 'GET', 'orders/' . $order->get_id() . '/points' ) : null;
	if ( null !== $told && 'awarded' === ( $told['body']['status'] ?? '' ) && is_string( $told['body']['text'] ?? null ) ) {
		return $told['body']['text'];
	}
	$points = order_points( $order );
	if ( $points <= 0 ) {
		return '';
	}
	$status = $mine ? membership_of( snapshot() ) : 'guest';
	if ( 'active' === $status || ( 'none' === $status && 'automatic' === ( program()['membership'] ?? 'automatic' ) ) ) {
		/* translators: %s: an amount of points, with their name. */
		$text = null === $order->get_date_paid() ? __( 'This order earns you %s once it is paid.', 'vafa' ) : __( 'This order earns you %s.', 'vafa' );
		return sprintf( $text, points_text( $points ) );
	}
	/* translators: %s: an amount of points, with their name. */
	return sprintf( __( 'Members earn %s with an order like this one.', 'vafa' ), points_text( $points ) );
}

/** Placed a moment ago: the server cannot have heard of it yet. */
function is_fresh( \WC_Order $order ): bool {
	$placed = $order->get_date_created();
	return null !== $placed && time() - $placed->getTimestamp() < 2 * MINUTE_IN_SECONDS;
}

/** What the goods of an order earn: what is paid for them, without tax. */
function order_points( \WC_Order $order ): int {
	$program = program();
	if ( null === $program || ( $program['currency'] ?? '' ) !== $order->get_currency() ) {
		return 0;
	}
	$paid = 0;
	foreach ( $order->get_items() as $item ) {
		$paid += minor_of( $order->get_line_total( $item, false, false ), exponent() );
	}
	return points_for( $paid, $program['earning'], multiplier_bp() );
}
