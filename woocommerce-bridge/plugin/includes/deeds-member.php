<?php
/**
 * What members do beside redeeming: enter a code, tell a birthday, join, leave, change what they agreed to.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** Enters a code. */
function enter_code( string $code, string $place ): void {
	say_earning( ask( 'POST', 'codes', array( 'code' => substr( $code, 0, 100 ) ) ), $place );
}

/** Tells the birthday: month and day. */
function tell_birthday( int $month, int $day, string $place ): void {
	say_earning(
		ask(
			'POST',
			'birthday',
			array(
				'month' => $month,
				'day'   => $day,
			)
		),
		$place
	);
}

/**
 * Joins with what was agreed to.
 *
 * @param string[] $consents Purposes.
 * @param string   $place    One of the places.
 */
function join_program( array $consents, string $place ): void {
	/* translators: %s: the name of the points. */
	$done = sprintf( __( 'Welcome. You are a member now; %s for earlier orders follow in a moment.', 'vafa' ), points_name() );
	say_membership( ask( 'POST', 'membership', array( 'consents' => $consents ) ), $done, $place );
}

/** Leaves the program. */
function leave_program( string $place ): void {
	say_membership( ask( 'POST', 'membership/leave', array() ), __( 'You have left the program.', 'vafa' ), $place );
}

/** Agrees to one purpose, or withdraws. */
function change_consent( string $purpose, bool $granted, string $place ): void {
	if ( ! in_array( $purpose, array( 'email', 'sms', 'profiling' ), true ) ) {
		return;
	}
	$wish = array(
		'purpose' => $purpose,
		'granted' => $granted,
	);
	say_membership( ask( 'POST', 'consents', $wish ), __( 'Your choice is kept.', 'vafa' ), $place );
}

/**
 * Says what an earning answer says of itself.
 *
 * @param array{status: int, body: array<string, mixed>}|null $answer Of the server.
 * @param string                                              $place  One of the places.
 */
function say_earning( ?array $answer, string $place ): void {
	drop_standing();
	if ( null === $answer ) {
		say_no_answer( $place );
		return;
	}
	$done = in_array( $answer['body']['status'] ?? '', array( 'earned', 'known', 'birthday-kept' ), true );
	say( refusal( $answer['body'] ), $done ? 'success' : 'error', $place );
}

/**
 * Says that a membership changed, or why not.
 *
 * @param array{status: int, body: array<string, mixed>}|null $answer Of the server.
 * @param string                                              $done   What to say then.
 * @param string                                              $place  One of the places.
 */
function say_membership( ?array $answer, string $done, string $place ): void {
	drop_standing();
	if ( null === $answer ) {
		say_no_answer( $place );
	} elseif ( 'done' === ( $answer['body']['status'] ?? '' ) ) {
		say( $done, 'success', $place );
	} else {
		say( refusal( $answer['body'] ), 'error', $place );
	}
}
