<?php
/**
 * A fresh token for the frame in wp-admin, fetched by the page's script before the old one runs out.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const TOKEN_NONCE = 'vafa_token';

/** Answers admin-ajax. */
function answer_token(): void {
	check_ajax_referer( TOKEN_NONCE, 'nonce' );
	$role       = staff_role();
	$connection = connection();
	if ( '' === $role || ! current_user_can( staff_capability() ) || null === $connection ) {
		wp_send_json_error( array( 'reason' => 'forbidden' ), 403 );
	} else {
		nocache_headers();
		wp_send_json_success( array( 'token' => staff_token( $role, $connection ) ) );
	}
}
