<?php
/**
 * What can be had for points: as the Vafa server offers it to this shopper, or, while it is away, as the program's summary lists it, to be read and not redeemed.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** What no order uses is given by other platforms only. */
const FOREIGN_REWARDS = array( 'store-credit', 'gift-card' );

/**
 * The offers of a standing.
 *
 * @param array<string, mixed> $standing As the server tells it.
 * @return array<int, array<string, mixed>>
 */
function offers_of( array $standing ): array {
	$offers = array();
	foreach ( is_array( $standing['rewards'] ?? null ) ? $standing['rewards'] : array() as $reward ) {
		if ( ! is_array( $reward ) || ! is_array( $reward['price'] ?? null ) || in_array( $reward['kind'] ?? '', FOREIGN_REWARDS, true ) ) {
			continue;
		}
		$offers[] = array(
			'id'        => (string) ( $reward['id'] ?? '' ),
			'kind'      => (string) ( $reward['kind'] ?? '' ),
			'name'      => (string) ( $reward['name'] ?? '' ),
			'price'     => $reward['price'],
			'worth'     => (string) ( $reward['valueText'] ?? '' ),
			'notes'     => array_filter( is_array( $reward['notes'] ?? null ) ? $reward['notes'] : array(), 'is_string' ),
			'closed'    => (string) ( $reward['closedBecause'] ?? '' ),
			'canRedeem' => ! empty( $reward['affordable'] ),
			'spendable' => (int) ( $reward['spendablePoints'] ?? 0 ),
			'missing'   => (int) ( $reward['missingPoints'] ?? 0 ),
			'minimum'   => (int) ( $reward['minimumSubtotalMinor'] ?? 0 ),
			'alone'     => stands_alone( $reward ),
			'product'   => free_product( (string) ( $reward['id'] ?? '' ) ),
		);
	}
	return $offers;
}

/**
 * The rewards of the program's summary: nothing of them can be redeemed now.
 *
 * @return array<int, array<string, mixed>>
 */
function offers_of_program(): array {
	$offers  = array();
	$rewards = program()['rewards'] ?? array();
	foreach ( is_array( $rewards ) ? $rewards : array() as $reward ) {
		if ( ! is_array( $reward ) || ! is_array( $reward['price'] ?? null ) || in_array( $reward['kind'] ?? '', FOREIGN_REWARDS, true ) ) {
			continue;
		}
		$notes    = $reward['notes'][ lang() ] ?? $reward['notes']['en'] ?? array();
		$offers[] = array(
			'id'        => (string) ( $reward['id'] ?? '' ),
			'kind'      => (string) ( $reward['kind'] ?? '' ),
			'name'      => text_of( $reward['name'] ?? null ),
			'price'     => $reward['price'],
			'worth'     => '',
			'notes'     => array_filter( is_array( $notes ) ? $notes : array(), 'is_string' ),
			'closed'    => '',
			'canRedeem' => false,
			'spendable' => 0,
			'missing'   => 0,
			'minimum'   => (int) ( $reward['minimumSubtotalMinor'] ?? 0 ),
			'alone'     => stands_alone( $reward ),
			'product'   => free_product( (string) ( $reward['id'] ?? '' ) ),
		);
	}
	return $offers;
}

/** What a reward makes free, as the program's summary has it; null for other rewards. */
function free_product( string $reward_id ): ?array {
	$rewards = program()['rewards'] ?? array();
	foreach ( is_array( $rewards ) ? $rewards : array() as $reward ) {
		if ( is_array( $reward ) && ( $reward['id'] ?? '' ) === $reward_id ) {
			return is_array( $reward['product'] ?? null ) ? $reward['product'] : null;
		}
	}
	return null;
}

/**
 * WooCommerce knows only alone or beside anything: a code stands alone as soon as one kind of discount may not stand beside it.
 *
 * @param array<string, mixed> $reward With its combinesWith.
 */
function stands_alone( array $reward ): bool {
	$with = is_array( $reward['combinesWith'] ?? null ) ? $reward['combinesWith'] : array();
	return ! ( ! empty( $with['orderDiscounts'] ) && ! empty( $with['productDiscounts'] )
		&& ( ! empty( $with['shippingDiscounts'] ) || 'free-shipping' === ( $reward['kind'] ?? '' ) ) );
}

/**
 * The fewest points that an offer costs.
 *
 * @param array<string, mixed> $offer One of the offers.
 */
function least_points( array $offer ): int {
	$price = $offer['price'];
	return 'slider' === ( $price['mode'] ?? '' ) ? max( (int) ( $price['minPoints'] ?? 0 ), (int) ( $price['stepPoints'] ?? 0 ) ) : (int) ( $price['points'] ?? 0 );
}

/** An offer of the shopper by its id. */
function offer_for( string $reward_id ): ?array {
	foreach ( offers_of( standing() ?? array() ) as $offer ) {
		if ( $offer['id'] === $reward_id ) {
			return $offer;
		}
	}
	return null;
}
