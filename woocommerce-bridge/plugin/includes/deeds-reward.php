<?php
/**
 * Redeeming, using and giving back. The points are held by the Vafa server; a store with one PHP worker cannot make the coupon while it waits for the answer, so a code that is not there yet is
 * looked for at the next page.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** Redeems a reward and, in cart and checkout, applies its code. */
function redeem( string $reward_id, int $points, string $key, string $place ): void {
	if ( isset( recall( 'done' )[ $key ] ) ) {
		// The same form once more, by a double click: it was done, and what became of it was said.
		return;
	}
	if ( null === standing() ) {
		say_no_answer( $place );
		return;
	}
	$offer = offer_for( $reward_id );
	$why   = null === $offer ? __( 'This reward does not exist any more.', 'vafa' ) : why_not_now( $offer, $points, $place );
	if ( '' !== $why ) {
		say( $why, 'error', $place );
		return;
	}
	$slider    = 'slider' === ( $offer['price']['mode'] ?? '' );
	$intention = get_current_user_id() . ':' . $reward_id . ':' . ( $slider ? $points : 0 );
	$form      = preg_match( '/^[A-Za-z0-9-]{8,64}$/', $key ) ? $key : wp_generate_uuid4();
	$key       = intention_key( $intention, $form );
	$wish      = array(
		'rewardId' => $reward_id,
		'key'      => $key,
	);
	$answer    = ask( 'POST', 'redemptions', $slider ? $wish + array( 'points' => $points ) : $wish );
	drop_standing();
	keep_intention( $intention, null === $answer ? $key : null );
	if ( null === $answer ) {
		say_no_answer( $place );
		return;
	}
	if ( in_array( $answer['body']['status'] ?? '', array( 'issued', 'issuing' ), true ) ) {
		remember( 'done', array_fill_keys( array( $form, $key ), true ) + recall( 'done' ) );
	}
	take_up( $answer['body'], $place );
}

/**
 * What an answer to a redemption means for the cart.
 *
 * @param array<string, mixed> $body  Of the answer.
 * @param string               $place One of the places.
 */
function take_up( array $body, string $place ): void {
	$held = is_array( $body['redemption'] ?? null ) ? $body['redemption'] : array();
	$id   = (string) ( $held['redemptionId'] ?? '' );
	if ( 'declined' === ( $body['status'] ?? '' ) || '' === $id ) {
		say( refusal( $body ), 'error', $place );
		return;
	}
	if ( 'account' !== $place ) {
		want( $id, $place );
	}
	if ( 'issued' !== ( $body['status'] ?? '' ) ) {
		/* translators: %s: the name of the points. */
		say( sprintf( __( 'Your %s are held and your code is being prepared. It will be here in a moment.', 'vafa' ), points_name() ), 'notice', $place );
	} elseif ( 'account' === $place ) {
		keep_label( (string) ( $held['code'] ?? '' ), (string) ( $held['rewardName'] ?? '' ) );
		/* translators: 1: the name of a reward, 2: a code. */
		say( sprintf( __( 'Done: %1$s is yours. Your code is %2$s; your cart will offer it.', 'vafa' ), (string) ( $held['rewardName'] ?? '' ), (string) ( $held['code'] ?? '' ) ), 'success', $place );
	} else {
		put_in_cart( $held, $place );
	}
}

/**
 * Applies the code of a held redemption, or says why it waits.
 *
 * @param array<string, mixed> $held  A held redemption.
 * @param string               $place One of the places.
 */
function put_in_cart( array $held, string $place ): void {
	$code = (string) ( $held['code'] ?? '' );
	$name = (string) ( $held['rewardName'] ?? '' );
	want_no_more( (string) ( $held['redemptionId'] ?? '' ) );
	keep_label( $code, $name );
	$why = apply_code( $code );
	if ( '' === $why ) {
		/* translators: %s: the name of a reward. */
		say( sprintf( __( 'Done: %s is in your cart.', 'vafa' ), $name ), 'success', $place );
	} else {
		/* translators: 1: a code, 2: the reason why it does not apply. */
		say( sprintf( __( 'Your code %1$s is ready, but your cart did not take it: %2$s Your points are safe: use it later or give it back.', 'vafa' ), $code, $why ), 'notice', $place );
	}
}

/** Applies what the shopper holds already. */
function use_held( string $redemption_id, string $place ): void {
	$held = held_one( $redemption_id );
	if ( null === $held ) {
		say_not_held( $place );
	} elseif ( 'issued' === ( $held['state'] ?? '' ) && is_string( $held['code'] ?? null ) ) {
		put_in_cart( $held, $place );
	} else {
		want( $redemption_id, $place );
	}
}

/** Gives a redemption back: out of the cart first, then its points. */
function release_held( string $redemption_id, string $place ): void {
	$held = held_one( $redemption_id );
	if ( null === $held || ! preg_match( '/^[A-Za-z0-9-]{1,64}$/', $redemption_id ) ) {
		say_not_held( $place );
		return;
	}
	take_out_code( (string) ( $held['code'] ?? '' ) );
	want_no_more( $redemption_id );
	$answer = ask( 'POST', 'redemptions/' . $redemption_id . '/release', array() );
	drop_standing();
	if ( null === $answer ) {
		say_no_answer( $place );
		return;
	}
	$status = $answer['body']['status'] ?? '';
	if ( 'released' === $status ) {
		/* translators: %s: the name of the points. */
		$done = sprintf( __( 'Done: your %s are back.', 'vafa' ), points_name() );
		/* translators: %s: the name of the points. */
		$soon = sprintf( __( 'Your %s come back as soon as the shop has cancelled the code.', 'vafa' ), points_name() );
		say( empty( $answer['body']['settled'] ) ? $soon : $done, 'success', $place );
	} elseif ( 'used' === $status ) {
		say( __( 'This reward is already used.', 'vafa' ), 'error', $place );
	} else {
		say( refusal( $answer['body'] ), 'error', $place );
	}
}

/** What was being prepared at an earlier page is applied as soon as it is there. */
function apply_what_was_wanted(): void {
	if ( ! is_user_logged_in() || ! ( is_cart() || is_checkout() || is_account_page() ) ) {
		return;
	}
	$wanted = recall( 'wanted' );
	if ( array() === $wanted ) {
		return;
	}
	drop_standing();
	foreach ( $wanted as $id => $wish ) {
		$held = held_one( (string) $id );
		if ( null !== $held && 'issued' === ( $held['state'] ?? '' ) && is_string( $held['code'] ?? null ) ) {
			put_in_cart( $held, (string) ( $wish['place'] ?? 'account' ) );
		} elseif ( (int) ( $wish['until'] ?? 0 ) < time() ) {
			want_no_more( (string) $id );
		}
	}
}
