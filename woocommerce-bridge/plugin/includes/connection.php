<?php
/**
 * What this store knows of its Vafa server: where it is, the shop's number there, the shared secret, and the program's summary. All of it is put here by the server through the store's own
 * REST API; nothing is typed by hand.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const CONNECTION_OPTION = 'vafa_connection';
const PROGRAM_OPTION    = 'vafa_program';
const STANDING_META     = 'vafa_standing';

/**
 * The connection, or null while there is none that is whole.
 *
 * @return array{appUrl: string, shopId: string, secret: string}|null
 */
function connection(): ?array {
	$kept = get_option( CONNECTION_OPTION );
	if ( ! is_array( $kept ) ) {
		return null;
	}
	foreach ( array( 'appUrl', 'shopId', 'secret' ) as $key ) {
		if ( ! is_string( $kept[ $key ] ?? null ) || '' === $kept[ $key ] ) {
			return null;
		}
	}
	return array(
		'appUrl' => untrailingslashit( $kept['appUrl'] ),
		'shopId' => $kept['shopId'],
		'secret' => $kept['secret'],
	);
}

/** Whether a Vafa server was ever introduced to this store. */
function is_connected(): bool {
	return null !== connection();
}

/** Keeps a connection. Another shop's program and balances do not outlive it. */
function keep_connection( string $app_url, string $shop_id, string $secret ): void {
	$before = connection();
	if ( null !== $before && $before['shopId'] !== $shop_id ) {
		forget_connection();
	}
	update_option(
		CONNECTION_OPTION,
		array(
			'appUrl' => untrailingslashit( $app_url ),
			'shopId' => $shop_id,
			'secret' => $secret,
		),
		false
	);
	delete_transient( AWAY_TRANSIENT );
	delete_option( REACHED_OPTION );
	forget_addresses();
}

/** Leaves nothing of the program in the store. */
function forget_connection(): void {
	delete_option( CONNECTION_OPTION );
	delete_option( PROGRAM_OPTION );
	delete_option( REACHED_OPTION );
	delete_transient( AWAY_TRANSIENT );
	delete_metadata( 'user', 0, STANDING_META, '', true );
}

/**
 * The program's summary as it was pushed last, or null.
 *
 * @return array<string, mixed>|null
 */
function program(): ?array {
	$kept = get_option( PROGRAM_OPTION );
	return is_array( $kept ) && is_array( $kept['earning'] ?? null ) ? $kept : null;
}

/** What the merchant calls the points. */
function points_name(): string {
	$name = text_of( program()['pointsName'] ?? null );
	return '' === $name ? __( 'points', 'vafa' ) : $name;
}
