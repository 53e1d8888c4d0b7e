<?php
/**
 * What the shopper's WooCommerce session remembers for us: codes that are still being made, questions that were not answered, and what each code is called.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * Reads a list of the session.
 *
 * @param string $key After "vafa_".
 * @return array<string, mixed>
 */
function recall( string $key ): array {
	$kept = WC()->session ? WC()->session->get( 'vafa_' . $key ) : null;
	return is_array( $kept ) ? $kept : array();
}

/**
 * Writes a list of the session, newest first: twenty of it.
 *
 * @param string               $key  After "vafa_".
 * @param array<string, mixed> $list What to keep.
 */
function remember( string $key, array $list ): void {
	if ( WC()->session ) {
		WC()->session->set( 'vafa_' . $key, array() === $list ? null : array_slice( $list, 0, 20, true ) );
	}
}

/** A redemption whose code is to be applied as soon as it is there, and where to say so. */
function want( string $redemption_id, string $place ): void {
	remember(
		'wanted',
		array(
			$redemption_id => array(
				'place' => $place,
				'until' => time() + 15 * MINUTE_IN_SECONDS,
			),
		) + recall( 'wanted' )
	);
}

/** It was applied, or given back. */
function want_no_more( string $redemption_id ): void {
	remember( 'wanted', array_diff_key( recall( 'wanted' ), array( $redemption_id => true ) ) );
}

/**
 * The key of one intention. An intention that was not answered keeps its key, so that asking again spends once.
 *
 * @param string $intention Reward and points.
 * @param string $fresh     The key of the form.
 */
function intention_key( string $intention, string $fresh ): string {
	$open = recall( 'unanswered' )[ $intention ] ?? null;
	return is_string( $open ) ? $open : $fresh;
}

/** Remembers the key of an intention that was not answered; null when it was. */
function keep_intention( string $intention, ?string $key ): void {
	$open = array_diff_key( recall( 'unanswered' ), array( $intention => true ) );
	remember( 'unanswered', null === $key ? $open : array( $intention => $key ) + $open );
}

/** What a code is called in the shopper's language. */
function label_of( string $code ): string {
	$name = recall( 'labels' )[ strtolower( $code ) ] ?? '';
	return is_string( $name ) ? $name : '';
}

/** Remembers it. */
function keep_label( string $code, string $name ): void {
	$labels = recall( 'labels' );
	if ( ( $labels[ strtolower( $code ) ] ?? '' ) !== $name ) {
		remember( 'labels', array( strtolower( $code ) => $name ) + $labels );
	}
}
