<?php
/**
 * What the cart can hold of a reward. A coupon worth more than the cart loses the rest in WooCommerce, and points are money: so a slider ends at the cart, and what is larger is refused with the
 * reason before any point is spent.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** The shopper's cart when there is something in it. */
function filled_cart(): ?\WC_Cart {
	$cart = WC()->cart;
	return $cart instanceof \WC_Cart && ! $cart->is_empty() ? $cart : null;
}

/** The subtotal that WooCommerce compares a coupon's minimum with, minor units. */
function cart_subtotal( \WC_Cart $cart ): int {
	return minor_of( $cart->get_displayed_subtotal(), exponent() );
}

/** What a coupon can still take from: the goods after other coupons, as prices are entered, and no more than the subtotal that a minimum is compared with. */
function cart_room( \WC_Cart $cart ): int {
	$goods = (float) $cart->get_cart_contents_total() + ( wc_prices_include_tax() ? (float) $cart->get_cart_contents_tax() : 0.0 );
	return max( 0, min( minor_of( $goods, exponent() ), cart_subtotal( $cart ) ) );
}

/**
 * Why this cart cannot hold this reward, or '' when it can.
 *
 * @param array<string, mixed> $offer One of the offers.
 * @param \WC_Cart             $cart  A cart with something in it.
 */
function obstacle( array $offer, \WC_Cart $cart ): string {
	if ( ! same_currency() ) {
		return __( 'Rewards cannot be used in this currency.', 'vafa' );
	}
	if ( is_taken( $offer, $cart ) ) {
		return __( 'Your cart already has a discount, and this one cannot be added to it.', 'vafa' );
	}
	if ( 'free-shipping' === $offer['kind'] && ! $cart->needs_shipping() ) {
		return __( 'Nothing in your cart has to be shipped.', 'vafa' );
	}
	if ( is_missing( $offer['product'], $cart ) ) {
		/* translators: %s: the name of a product. */
		return sprintf( __( 'Put %s into your cart first: this reward then makes it free.', 'vafa' ), $offer['product']['title'] ?? '' );
	}
	$short = $offer['minimum'] - cart_subtotal( $cart );
	if ( $short > 0 ) {
		/* translators: %s: an amount of money. */
		return sprintf( __( 'Add %s to your cart to use this reward.', 'vafa' ), money_text( $short ) );
	}
	$short = least_value( $offer ) - cart_room( $cart );
	if ( $short > 0 ) {
		/* translators: %s: an amount of money. */
		return sprintf( __( 'This is worth more than your cart, and the rest would be lost. Add %s to use it.', 'vafa' ), money_text( $short ) );
	}
	return '';
}

/**
 * The least an amount off is worth; 0 for what is no amount.
 *
 * @param array<string, mixed> $offer One of the offers.
 */
function least_value( array $offer ): int {
	$price = $offer['price'];
	if ( 'amount-off' !== $offer['kind'] ) {
		return 0;
	}
	if ( 'slider' !== ( $price['mode'] ?? '' ) ) {
		return (int) ( $price['valueMinor'] ?? 0 );
	}
	$step = max( 1, (int) ( $price['stepPoints'] ?? 1 ) );
	return intdiv( least_points( $offer ) + $step - 1, $step ) * (int) ( $price['stepValueMinor'] ?? 0 );
}

/**
 * Whether a coupon in the cart and this reward exclude each other.
 *
 * @param array<string, mixed> $offer One of the offers.
 * @param \WC_Cart             $cart  The cart.
 */
function is_taken( array $offer, \WC_Cart $cart ): bool {
	$applied = $cart->get_coupons();
	if ( array() !== $applied && $offer['alone'] ) {
		return true;
	}
	foreach ( $applied as $coupon ) {
		if ( $coupon->get_individual_use() ) {
			return true;
		}
	}
	return false;
}

/**
 * Whether the product that a reward makes free is not in the cart: the coupon would not apply.
 *
 * @param array<string, mixed>|null $product productId, title, quantity; null when the reward is of another kind.
 * @param \WC_Cart                  $cart    The cart.
 */
function is_missing( ?array $product, \WC_Cart $cart ): bool {
	if ( null === $product ) {
		return false;
	}
	foreach ( $cart->get_cart() as $item ) {
		if ( in_array( (string) ( $product['productId'] ?? '' ), array( (string) ( $item['product_id'] ?? '' ), (string) ( $item['variation_id'] ?? '' ) ), true ) ) {
			return false;
		}
	}
	return true;
}

/**
 * The most points of a slider for this shopper and, where there is one, this cart.
 *
 * @param array<string, mixed> $offer One of the offers.
 * @param \WC_Cart|null        $cart  The cart, where it counts.
 */
function most_points( array $offer, ?\WC_Cart $cart ): int {
	return slider_most( $offer['price'], $offer['spendable'], null === $cart || 'amount-off' !== $offer['kind'] ? null : cart_room( $cart ) );
}

/** Why an offer cannot be redeemed here and now, or ''. */
function why_not_now( array $offer, int $points, string $place ): string {
	if ( '' !== $offer['closed'] ) {
		return $offer['closed'];
	}
	$cart = 'account' === $place ? null : filled_cart();
	$why  = null === $cart ? '' : obstacle( $offer, $cart );
	if ( '' === $why && null !== $cart && 'slider' === ( $offer['price']['mode'] ?? '' ) && $points > most_points( $offer, $cart ) ) {
		/* translators: %s: an amount of points, with their name. */
		return sprintf( __( 'Your cart can hold %s at most.', 'vafa' ), points_text( most_points( $offer, $cart ) ) );
	}
	return $why;
}
