<?php
/**
 * The Persian calendar, as dates are read in Persian whatever the site's own date format is. Pure.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const PERSIAN_MONTHS = array( 'فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند' );

/**
 * A Gregorian day in the Persian calendar (the arithmetic of 33-year cycles, right from 1925 to 2256).
 *
 * @return int[] Year, month, day.
 */
function persian_day( int $year, int $month, int $day ): array {
	$before = array( 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 );
	$leap   = $month > 2 ? $year + 1 : $year;
	$days   = 355666 + 365 * $year + intdiv( $leap + 3, 4 ) - intdiv( $leap + 99, 100 ) + intdiv( $leap + 399, 400 ) + $day + $before[ $month - 1 ];
	$result = -1595 + 33 * intdiv( $days, 12053 );
	$days  %= 12053;

	$result += 4 * intdiv( $days, 1461 );
	$days   %= 1461;
	if ( $days > 365 ) {
		$result += intdiv( $days - 1, 365 );
		$days    = ( $days - 1 ) % 365;
	}
	return $days < 186
		? array( $result, 1 + intdiv( $days, 31 ), 1 + $days % 31 )
		: array( $result, 7 + intdiv( $days - 186, 30 ), 1 + ( $days - 186 ) % 30 );
}

/** "21 فروردین 1405", in Latin digits still. */
function persian_date( int $year, int $month, int $day ): string {
	list( $own_year, $own_month, $own_day ) = persian_day( $year, $month, $day );
	return $own_day . ' ' . PERSIAN_MONTHS[ $own_month - 1 ] . ' ' . $own_year;
}
