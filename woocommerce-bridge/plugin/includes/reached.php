<?php
/**
 * Whether the Vafa server was reached lately. After a failure nothing is asked for a minute, so that a page never pays twice for one that is away; the admin is told since when.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const AWAY_TRANSIENT = 'vafa_away';
const AWAY_SECONDS   = 60;
const REACHED_OPTION = 'vafa_reached';

/** The circuit is open: it is not the time to ask. */
function is_away(): bool {
	return false !== get_transient( AWAY_TRANSIENT );
}

/** Remembers a failure in a few words, without address or secret. */
function note_failure( string $why ): void {
	set_transient( AWAY_TRANSIENT, $why, AWAY_SECONDS );
	$kept = reached();
	update_option(
		REACHED_OPTION,
		array(
			'ok'     => $kept['ok'],
			'failed' => time(),
			'since'  => $kept['since'] > $kept['ok'] ? $kept['since'] : time(),
			'why'    => $why,
		),
		false
	);
}

/** Remembers that it answered; written once an hour, or when it had been away. */
function note_success(): void {
	$kept = reached();
	if ( $kept['failed'] > $kept['ok'] || time() - $kept['ok'] > HOUR_IN_SECONDS ) {
		update_option(
			REACHED_OPTION,
			array(
				'ok'     => time(),
				'failed' => 0,
				'since'  => 0,
				'why'    => '',
			),
			false
		);
	}
}

/**
 * When it answered and failed last.
 *
 * @return array{ok: int, failed: int, since: int, why: string}
 */
function reached(): array {
	$kept = get_option( REACHED_OPTION );
	$kept = is_array( $kept ) ? $kept : array();
	return array(
		'ok'     => (int) ( $kept['ok'] ?? 0 ),
		'failed' => (int) ( $kept['failed'] ?? 0 ),
		'since'  => (int) ( $kept['since'] ?? 0 ),
		'why'    => (string) ( $kept['why'] ?? '' ),
	);
}
