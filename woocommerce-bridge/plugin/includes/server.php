<?php
/**
 * Asking the Vafa server: from PHP only, with a token that is good for minutes. All questions of one page together may take two seconds; then, or after any failure, the page goes on without.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const PAGE_SECONDS = 2.0;

/**
 * Asks once. null: it was not asked, did not answer, or not sensibly.
 *
 * @param string     $method GET or POST.
 * @param string     $path   After `/api/account/`.
 * @param array|null $body   To be sent as JSON.
 * @return array{status: int, body: array<string, mixed>}|null
 */
function ask( string $method, string $path, ?array $body = null ): ?array {
	$connection = connection();
	$left       = page_seconds_left();
	if ( null === $connection || is_away() || $left < 1.0 ) {
		return null;
	}
	$request = array(
		'method'              => $method,
		'timeout'             => $left,
		'redirection'         => 0,
		'limit_response_size' => 1024 * 1024,
		'headers'             => array(
			'Accept'        => 'application/json',
			'Authorization' => 'Bearer ' . shopper_token( $connection ),
		),
	);
	if ( null !== $body ) {
		$request['headers']['Content-Type'] = 'application/json';
		$request['body']                    = (string) wp_json_encode( (object) $body );
	}
	$began  = microtime( true );
	$answer = wp_remote_request( add_query_arg( 'locale', lang(), $connection['appUrl'] . '/api/account/' . $path ), $request );
	page_seconds_left( microtime( true ) - $began );
	return read_answer( $answer );
}

/**
 * What came back, or null when it is no answer of ours.
 *
 * @param array|\WP_Error $answer Of wp_remote_request.
 * @return array{status: int, body: array<string, mixed>}|null
 */
function read_answer( $answer ): ?array {
	if ( is_wp_error( $answer ) ) {
		note_failure( 'no-answer' );
		return null;
	}
	$status = (int) wp_remote_retrieve_response_code( $answer );
	$read   = json_decode( (string) wp_remote_retrieve_body( $answer ), true );
	if ( 401 === $status || 403 === $status ) {
		note_failure( 'token-refused' );
		return null;
	}
	if ( $status >= 500 || $status < 200 || ( $status >= 300 && $status < 400 ) || ! is_array( $read ) ) {
		note_failure( 'answer-' . $status );
		return null;
	}
	note_success();
	return array(
		'status' => $status,
		'body'   => $read,
	);
}

/** Seconds that this page may still wait; `$spent` are taken from them. */
function page_seconds_left( float $spent = 0.0 ): float {
	static $used = 0.0;
	$used       += $spent;
	return PAGE_SECONDS - $used;
}
