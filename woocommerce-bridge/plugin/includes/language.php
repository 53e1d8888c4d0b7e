<?php
/**
 * The language a page is read in: the one our server answers in (English, Persian or Arabic), its numbers and its dates.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** Strings of this plugin come from its own folder. */
function load_language(): void {
	load_plugin_textdomain( 'vafa', false, dirname( plugin_basename( FILE ) ) . '/languages' );
}

/** "fa", "ar" or "en". */
function lang(): string {
	$lang = substr( (string) determine_locale(), 0, 2 );
	return in_array( $lang, array( 'fa', 'ar' ), true ) ? $lang : 'en';
}

/**
 * One text of a localized one; English where the language is missing.
 *
 * @param mixed $texts Language tag → text.
 */
function text_of( $texts ): string {
	$text = is_array( $texts ) ? ( $texts[ lang() ] ?? $texts['en'] ?? '' ) : '';
	return is_string( $text ) ? $text : '';
}

/** A whole number, grouped, in the page's digits. */
function number_text( int $number ): string {
	return 'en' === lang() ? number_format_i18n( $number ) : local_digits( number_format( $number, 0, '.', ',' ), lang() );
}

/** A day, told as epoch milliseconds, in the site's time zone and the language's calendar. */
function date_text( int $at_ms ): string {
	$at = intdiv( $at_ms, 1000 );
	if ( 'fa' === lang() ) {
		return local_digits( persian_date( (int) wp_date( 'Y', $at ), (int) wp_date( 'n', $at ), (int) wp_date( 'j', $at ) ), 'fa' );
	}
	return local_digits( (string) wp_date( (string) get_option( 'date_format', 'j F Y' ), $at ), lang() );
}

/** The last day of what ends with the first moment of the next one. */
function last_day_text( int $end_ms ): string {
	return date_text( $end_ms - 1 );
}
