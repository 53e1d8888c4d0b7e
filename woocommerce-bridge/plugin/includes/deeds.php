<?php
/**
 * The deeds of shoppers: plain forms that post to the page they stand on, checked by nonce, done once, and led back to the page (Post/Redirect/Get).
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const DEED_NONCE = 'vafa_deed';

/** Does what a form asks, and leads back. */
function handle_deed(): void {
	if ( ! isset( $_POST['vafa_deed'], $_SERVER['REQUEST_METHOD'] ) || 'POST' !== $_SERVER['REQUEST_METHOD'] ) {
		return;
	}
	nocache_headers();
	$deed  = sanitize_key( wp_unslash( $_POST['vafa_deed'] ) );
	$place = isset( $_POST['vafa_place'] ) ? sanitize_key( wp_unslash( $_POST['vafa_place'] ) ) : '';
	$place = in_array( $place, PLACES, true ) ? $place : 'account';
	$nonce = isset( $_POST['vafa_nonce'] ) ? sanitize_text_field( wp_unslash( $_POST['vafa_nonce'] ) ) : '';
	if ( ! is_user_logged_in() || ! wp_verify_nonce( $nonce, DEED_NONCE ) ) {
		say( __( 'This page was out of date. Please try again.', 'vafa' ), 'error', $place );
	} else {
		do_deed( $deed, $place );
	}
	wp_safe_redirect( this_page() . '#vafa', 303 );
	exit;
}

/** Gives each deed to its doer; the nonce was checked. */
function do_deed( string $deed, string $place ): void {
	switch ( $deed ) {
		case 'redeem':
			redeem( posted( 'reward' ), (int) posted( 'points' ), posted( 'key' ), $place );
			break;
		case 'use':
			use_held( posted( 'redemption' ), $place );
			break;
		case 'release':
			release_held( posted( 'redemption' ), $place );
			break;
		case 'code':
			enter_code( posted( 'code' ), $place );
			break;
		case 'birthday':
			tell_birthday( (int) posted( 'month' ), (int) posted( 'day' ), $place );
			break;
		case 'join':
			join_program( array_keys( array_filter( array( 'program' => posted( 'consent_program' ), 'email' => posted( 'consent_email' ) ) ) ), $place );
			break;
		case 'leave':
			leave_program( $place );
			break;
		case 'consent':
			change_consent( posted( 'purpose' ), 'yes' === posted( 'granted' ), $place );
			break;
	}
}

/** One field of the form. */
function posted( string $name ): string {
	// The nonce is checked in handle_deed before any field is read.
	$value = isset( $_POST[ $name ] ) ? sanitize_text_field( wp_unslash( $_POST[ $name ] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Missing
	return is_string( $value ) ? $value : '';
}

/** The page that is being viewed, on this site. */
function this_page(): string {
	$uri = isset( $_SERVER['REQUEST_URI'] ) ? esc_url_raw( wp_unslash( $_SERVER['REQUEST_URI'] ) ) : '';
	return '' === $uri ? home_url( '/' ) : (string) strtok( $uri, '#' );
}

/** Said when the Vafa server did not answer. */
function say_no_answer( string $place ): void {
	say( __( 'The rewards service did not answer. Please try again in a minute: nothing is spent twice.', 'vafa' ), 'error', $place );
}

/**
 * The reason of a refusal, in the shopper's language.
 *
 * @param array<string, mixed> $body Of the answer.
 */
function refusal( array $body ): string {
	$message = $body['message'] ?? '';
	return is_string( $message ) && '' !== $message ? $message : __( 'That could not be done. Please try again.', 'vafa' );
}
