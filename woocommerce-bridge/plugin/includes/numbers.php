<?php
/**
 * Whole numbers: points for a price, amounts in minor units, digits of a language, and how much of a slider a cart can hold. Pure: no WordPress, no clock. Counts as the program's core and
 * the theme of other stores do, so that one price earns the same wherever it is shown.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * What a price earns: price × points × tier factor ÷ per, rounded once at the end. The price is split before it is multiplied, so that no product leaves whole numbers.
 *
 * @param int   $minor         Price in minor units of the program's currency.
 * @param array $earning       The summary's earning: points, perMinor, rounding.
 * @param int   $multiplier_bp The member's tier factor in basis points.
 */
function points_for( int $minor, array $earning, int $multiplier_bp ): int {
	$by    = (int) ( $earning['points'] ?? 0 ) * $multiplier_bp;
	$under = (int) ( $earning['perMinor'] ?? 0 ) * 10000;
	if ( $minor <= 0 || $by <= 0 || $under <= 0 ) {
		return 0;
	}
	$over  = ( $minor % $under ) * $by;
	$whole = intdiv( $minor, $under ) * $by + intdiv( $over, $under );
	$rest  = $over % $under;
	switch ( $earning['rounding'] ?? 'down' ) {
		case 'up':
			return $rest > 0 ? $whole + 1 : $whole;
		case 'nearest':
			return 2 * $rest >= $under ? $whole + 1 : $whole;
		default:
			return $whole;
	}
}

/** Minor units as a decimal text: 1250 with two decimals is "12.50". */
function decimal_text( int $minor, int $exponent ): string {
	if ( $exponent <= 0 ) {
		return (string) $minor;
	}
	$digits = str_pad( (string) abs( $minor ), $exponent + 1, '0', STR_PAD_LEFT );
	return ( $minor < 0 ? '-' : '' ) . substr( $digits, 0, -$exponent ) . '.' . substr( $digits, -$exponent );
}

/**
 * WooCommerce's amounts (floats or decimal texts) as minor units, half a unit rounded away from zero.
 *
 * @param mixed $amount   What WooCommerce says.
 * @param int   $exponent Decimals of the program's currency.
 */
function minor_of( $amount, int $exponent ): int {
	return is_numeric( $amount ) ? (int) round( (float) $amount * 10 ** max( 0, $exponent ) ) : 0;
}

/** Digits and separators of Persian and Arabic; every other language keeps the text as it is. */
function local_digits( string $text, string $lang ): string {
	$digits = array(
		'fa' => array( '۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹' ),
		'ar' => array( '٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩' ),
	);
	if ( ! isset( $digits[ $lang ] ) ) {
		return $text;
	}
	$text = preg_replace( '/(?<=\d),(?=\d)/', '٬', $text ) ?? $text;
	$text = preg_replace( '/(?<=\d)\.(?=\d)/', '٫', $text ) ?? $text;
	return str_replace( array( '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ), $digits[ $lang ], $text );
}

/** Basis points as a factor: 12500 is "1.25". */
function factor_text( int $basis_points ): string {
	return rtrim( rtrim( decimal_text( $basis_points, 4 ), '0' ), '.' );
}

/**
 * The most points of a slider that make sense: no more than the member has, the reward allows, and the cart can hold; 0 when not even its least fits.
 *
 * @param array    $price     A slider's price: stepPoints, stepValueMinor, minPoints, maxPoints (0 for no limit).
 * @param int      $spendable Points the member can spend.
 * @param int|null $room      What the cart can hold, minor units; null while there is no cart to fit.
 */
function slider_most( array $price, int $spendable, ?int $room ): int {
	$step = (int) ( $price['stepPoints'] ?? 0 );
	if ( $step <= 0 ) {
		return 0;
	}
	$most = $spendable;
	if ( (int) ( $price['maxPoints'] ?? 0 ) > 0 ) {
		$most = min( $most, (int) $price['maxPoints'] );
	}
	if ( null !== $room ) {
		$value = (int) ( $price['stepValueMinor'] ?? 0 );
		$most  = $value > 0 ? min( $most, intdiv( max( 0, $room ), $value ) * $step ) : $most;
	}
	$most -= $most % $step;
	return $most >= max( $step, (int) ( $price['minPoints'] ?? 0 ) ) ? $most : 0;
}
