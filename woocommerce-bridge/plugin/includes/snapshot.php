<?php
/**
 * The member snapshot: what the Vafa server pushed last into the customer's meta. Shown without any request, also while the server is away.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * The snapshot of the shopper of this page, or null for a guest and for whom nothing was pushed yet.
 *
 * @return array{balance: int, pending: int, standing: array<string, mixed>}|null
 */
function snapshot(): ?array {
	$customer = get_current_user_id();
	if ( $customer <= 0 ) {
		return null;
	}
	return read_snapshot( get_user_meta( $customer, STANDING_META, true ) );
}

/**
 * A snapshot as it may lie in the meta: JSON, or what WordPress made of it.
 *
 * @param mixed $kept The meta's value.
 * @return array{balance: int, pending: int, standing: array<string, mixed>}|null
 */
function read_snapshot( $kept ): ?array {
	if ( is_string( $kept ) ) {
		$kept = json_decode( $kept, true );
	}
	$kept = is_object( $kept ) ? json_decode( (string) wp_json_encode( $kept ), true ) : $kept;
	if ( ! is_array( $kept ) || ! isset( $kept['balance'] ) ) {
		return null;
	}
	return array(
		'balance'  => (int) $kept['balance'],
		'pending'  => (int) ( $kept['pending'] ?? 0 ),
		'standing' => is_array( $kept['standing'] ?? null ) ? $kept['standing'] : $kept,
	);
}

/**
 * How the shopper stands to the program, as far as the store knows: "guest", "none", or the membership's own state.
 *
 * @param array|null $snapshot The shopper's snapshot.
 */
function membership_of( ?array $snapshot ): string {
	if ( ! is_user_logged_in() ) {
		return 'guest';
	}
	if ( null === $snapshot ) {
		return 'none';
	}
	$membership = $snapshot['standing']['membership'] ?? null;
	if ( ! is_array( $membership ) ) {
		return 'active';
	}
	$status = (string) ( $membership['status'] ?? 'active' );
	$until  = $membership['until'] ?? null;
	if ( 'active' === $status && is_numeric( $until ) && (int) $until <= time() * 1000 ) {
		return 'lapsed';
	}
	return 'merged' === $status ? 'closed' : $status;
}

/** The factor of the shopper's tier in basis points. */
function multiplier_bp(): int {
	$snapshot = snapshot();
	$own      = 'active' === membership_of( $snapshot ) ? ( $snapshot['standing']['tier']['multiplierBp'] ?? 10000 ) : 10000;
	return max( 0, (int) $own );
}
