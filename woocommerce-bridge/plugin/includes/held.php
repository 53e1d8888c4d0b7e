<?php
/**
 * What the shopper holds: redemptions whose code no order has used yet.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * What the shopper holds and an order can use.
 *
 * @param array<string, mixed>|null $standing The standing.
 * @return array<int, array<string, mixed>>
 */
function held_of( ?array $standing ): array {
	$held = is_array( $standing['held'] ?? null ) ? $standing['held'] : array();
	return array_values( array_filter( $held, static fn( $one ) => is_array( $one ) && empty( $one['note'] ) && in_array( $one['state'] ?? '', array( 'reserved', 'issued' ), true ) ) );
}

/** One of them by its id. */
function held_one( string $redemption_id ): ?array {
	foreach ( held_of( standing() ) as $held ) {
		if ( (string) ( $held['redemptionId'] ?? '' ) === $redemption_id ) {
			return $held;
		}
	}
	return null;
}

/** Said when what a form names is not there any more. */
function say_not_held( string $place ): void {
	if ( null === standing() ) {
		say_no_answer( $place );
	} else {
		say( __( 'This reward is already used or given back.', 'vafa' ), 'notice', $place );
	}
}
