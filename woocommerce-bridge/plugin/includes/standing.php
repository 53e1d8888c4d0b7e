<?php
/**
 * The shopper's standing as the Vafa server tells it: balance, what can be redeemed, what is held. Kept half a minute, and no longer than the snapshot it was told beside.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const STANDING_SECONDS = 30;

/**
 * The standing, or null while the server is away, and for guests: they are nobody to be asked about.
 *
 * @return array<string, mixed>|null
 */
function standing(): ?array {
	static $told = array();
	$customer    = get_current_user_id();
	if ( $customer <= 0 ) {
		return null;
	}
	if ( ! array_key_exists( $customer, $told ) || standing_is_stale( false ) ) {
		$told[ $customer ] = kept_standing( $customer ) ?? asked_standing( $customer );
	}
	return $told[ $customer ];
}

/** What was asked within the last half minute, unless the snapshot changed meanwhile. */
function kept_standing( int $customer ): ?array {
	$kept = get_transient( standing_key( $customer ) );
	if ( ! is_array( $kept ) || ! is_array( $kept['standing'] ?? null ) || ( $kept['beside'] ?? null ) !== snapshot_version() ) {
		return null;
	}
	return $kept['standing'];
}

/** Asks, and keeps the answer. */
function asked_standing( int $customer ): ?array {
	$answer = ask( 'GET', 'standing' );
	if ( null === $answer || 200 !== $answer['status'] || ! is_array( $answer['body']['rewards'] ?? null ) ) {
		return null;
	}
	$kept = array(
		'beside'   => snapshot_version(),
		'standing' => $answer['body'],
	);
	set_transient( standing_key( $customer ), $kept, STANDING_SECONDS );
	return $answer['body'];
}

/** After a redemption nothing that was asked before is true any more. */
function drop_standing(): void {
	foreach ( array( 'en', 'fa', 'ar' ) as $lang ) {
		delete_transient( 'vafa_standing_' . get_current_user_id() . '_' . $lang );
	}
	standing_is_stale( true );
}

/** Whether the answer of this very page was dropped; says so once. */
function standing_is_stale( bool $dropped ): bool {
	static $stale = false;
	$was          = $stale;
	$stale        = $dropped;
	return $was;
}

/** Where a customer's standing is kept: texts in it are of one language. */
function standing_key( int $customer ): string {
	return 'vafa_standing_' . $customer . '_' . lang();
}

/** Grows with every push of the server. */
function snapshot_version(): int {
	return (int) ( snapshot()['standing']['version'] ?? 0 );
}
