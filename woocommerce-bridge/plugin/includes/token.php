<?php
/**
 * The signed word of this store on who asks: a JSON web token, HMAC-SHA256 with the secret that the store and the Vafa server share. Good for five minutes at most. Pure: the time is told.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const TOKEN_SECONDS = 300;

/**
 * A token for the holder's claims (aud, sub, role, locale).
 *
 * @param array  $holder Claims that say who it is for.
 * @param string $shop   The shop's number at the Vafa server.
 * @param string $secret What both share.
 * @param int    $now    Seconds since 1970.
 */
function mint_token( array $holder, string $shop, string $secret, int $now ): string {
	$claims = array(
		'iss'  => 'vafa-woocommerce',
		'shop' => $shop,
		'iat'  => $now,
		'exp'  => $now + TOKEN_SECONDS,
	);
	$flags  = JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR;
	$signed = base64_url(
		(string) json_encode(
			array(
				'alg' => 'HS256',
				'typ' => 'JWT',
			),
			$flags
		)
	) . '.' . base64_url( (string) json_encode( $claims + $holder, $flags ) );
	return $signed . '.' . base64_url( hash_hmac( 'sha256', $signed, $secret, true ) );
}

/** Base64 as addresses and tokens bear it. */
function base64_url( string $bytes ): string {
	return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
}
