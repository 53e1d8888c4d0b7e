<?php
/**
 * Points and money in words of the page's language. Money is written by WooCommerce itself, so that it reads as the store's other prices do.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** "1,200 points", by the merchant's own name for them. */
function points_text( int $points ): string {
	/* translators: 1: a number, 2: the name of the points. */
	return sprintf( __( '%1$s %2$s', 'vafa' ), number_text( $points ), points_name() );
}

/** An amount of the program's currency, as text; isolated where the page is read from the right, so that its sign stays on its side. */
function money_text( int $minor ): string {
	$program = program();
	$price   = wc_price( (float) decimal_text( $minor, exponent() ), array( 'currency' => (string) ( $program['currency'] ?? '' ) ) );
	$text    = local_digits( trim( html_entity_decode( wp_strip_all_tags( $price ), ENT_QUOTES, 'UTF-8' ) ), lang() );
	return is_rtl() ? "\u{2068}" . $text . "\u{2069}" : $text;
}

/** "12.5%" of 1250 basis points. */
function percent_text( int $basis_points ): string {
	$text = rtrim( rtrim( decimal_text( $basis_points, 2 ), '0' ), '.' );
	/* translators: %s: a number. */
	return sprintf( __( '%s%%', 'vafa' ), local_digits( $text, lang() ) );
}

/** Decimals of the program's currency. */
function exponent(): int {
	return max( 0, min( 3, (int) ( program()['exponent'] ?? 2 ) ) );
}

/** Amounts of the program can be compared with the cart only where both are of one currency: a rate is not ours to guess. */
function same_currency(): bool {
	return ( program()['currency'] ?? '' ) === get_woocommerce_currency();
}
