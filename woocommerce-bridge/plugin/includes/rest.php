<?php
/**
 * The plugin's door for the Vafa server: REST routes under `wc-vafa/v1`, where WooCommerce's own API keys authenticate. Only who manages WooCommerce may enter; the secret is never read out.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const REST_NAMESPACE = 'wc-vafa/v1';

/** Ties the routes. */
function register_routes(): void {
	$allowed = __NAMESPACE__ . '\\may_manage';
	register_rest_route(
		REST_NAMESPACE,
		'/connection',
		array(
			array(
				'methods'             => 'GET',
				'callback'            => __NAMESPACE__ . '\\tell_connection',
				'permission_callback' => $allowed,
			),
			array(
				'methods'             => 'PUT, POST',
				'callback'            => __NAMESPACE__ . '\\take_connection',
				'permission_callback' => $allowed,
			),
			array(
				'methods'             => 'DELETE',
				'callback'            => __NAMESPACE__ . '\\drop_connection',
				'permission_callback' => $allowed,
			),
		)
	);
	register_rest_route(
		REST_NAMESPACE,
		'/program',
		array(
			'methods'             => 'PUT, POST',
			'callback'            => __NAMESPACE__ . '\\take_program',
			'permission_callback' => $allowed,
		)
	);
}

/** Who manages WooCommerce. */
function may_manage(): bool {
	return current_user_can( 'manage_woocommerce' );
}

/** What may be known of the connection. */
function tell_connection(): \WP_REST_Response {
	$connection = connection();
	return new \WP_REST_Response(
		array(
			'version'   => VERSION,
			'connected' => null !== $connection,
			'shopId'    => $connection['shopId'] ?? null,
		)
	);
}

/**
 * Takes the server's word where it is and what is shared.
 *
 * @param \WP_REST_Request $request With appUrl, shopId and secret.
 * @return \WP_REST_Response|\WP_Error
 */
function take_connection( \WP_REST_Request $request ) {
	$body    = $request->get_json_params();
	$body    = is_array( $body ) ? $body : array();
	$app_url = is_string( $body['appUrl'] ?? null ) ? esc_url_raw( $body['appUrl'], array( 'http', 'https' ) ) : '';
	$shop_id = is_scalar( $body['shopId'] ?? null ) ? (string) $body['shopId'] : '';
	$secret  = is_string( $body['secret'] ?? null ) ? $body['secret'] : '';
	if ( '' === $app_url || ! preg_match( '/^[A-Za-z0-9._:-]{1,100}$/', $shop_id ) || strlen( $secret ) < 16 || strlen( $secret ) > 500 ) {
		return new \WP_Error( 'vafa_bad_connection', 'appUrl, shopId and secret are needed.', array( 'status' => 400 ) );
	}
	keep_connection( $app_url, $shop_id, $secret );
	return tell_connection();
}

/** Forgets the server, and everything it put here. */
function drop_connection(): \WP_REST_Response {
	forget_connection();
	return tell_connection();
}

/**
 * Takes the program's summary.
 *
 * @param \WP_REST_Request $request With the summary as its body.
 * @return \WP_REST_Response|\WP_Error
 */
function take_program( \WP_REST_Request $request ) {
	$summary = $request->get_json_params();
	if ( ! is_array( $summary ) || ! is_array( $summary['earning'] ?? null ) || ! is_int( $summary['version'] ?? null ) ) {
		return new \WP_Error( 'vafa_bad_program', 'Not the summary of a program.', array( 'status' => 400 ) );
	}
	if ( ! is_connected() ) {
		return new \WP_Error( 'vafa_not_connected', 'Connect first.', array( 'status' => 409 ) );
	}
	update_option( PROGRAM_OPTION, $summary, true );
	return new \WP_REST_Response( array( 'version' => $summary['version'] ) );
}
