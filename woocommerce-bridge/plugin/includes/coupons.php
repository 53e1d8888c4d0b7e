<?php
/**
 * Coupons of redemptions in the cart: applied without WooCommerce's own notices, which would turn up later on another page, and named by what they give.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * Applies a code to the cart. '' when it is in the cart now, else why not.
 *
 * @param string $code The redemption's code.
 */
function apply_code( string $code ): string {
	$cart = filled_cart();
	if ( null === $cart ) {
		return __( 'There is nothing in your cart yet.', 'vafa' );
	}
	if ( $cart->has_discount( $code ) ) {
		return '';
	}
	$before  = wc_get_notices();
	$applied = $cart->apply_coupon( $code );
	$errors  = array_slice( wc_get_notices( 'error' ), count( $before['error'] ?? array() ) );
	wc_set_notices( $before );
	if ( $applied ) {
		return '';
	}
	$reason = wp_strip_all_tags( html_entity_decode( (string) ( $errors[0]['notice'] ?? '' ), ENT_QUOTES, 'UTF-8' ) );
	return '' === $reason ? __( 'It does not apply to this cart as it is.', 'vafa' ) : $reason;
}

/**
 * Takes a code out of the cart, before it is given back.
 *
 * @param string $code The redemption's code.
 */
function take_out_code( string $code ): void {
	$cart = WC()->cart;
	if ( $cart instanceof \WC_Cart && $cart->has_discount( $code ) ) {
		$before = wc_get_notices();
		$cart->remove_coupon( $code );
		$cart->calculate_totals();
		wc_set_notices( $before );
	}
}

/**
 * "Reward: £5 off" in the totals of classic cart and checkout, instead of a code that means nothing to anybody.
 *
 * @param mixed $label  As WooCommerce would print it.
 * @param mixed $coupon The coupon.
 * @return mixed
 */
function friendly_label( $label, $coupon = null ) {
	if ( ! $coupon instanceof \WC_Coupon ) {
		return $label;
	}
	$name = label_of( $coupon->get_code() );
	if ( '' === $name && preg_match( '/^(.+) \(Vafa [A-Z0-9-]+\)$/su', (string) $coupon->get_description(), $parts ) ) {
		$name = $parts[1];
	}
	if ( '' === $name ) {
		return $label;
	}
	/* translators: %s: the name of a reward. */
	return esc_html( sprintf( __( 'Reward: %s', 'vafa' ), $name ) );
}
