<?php
/**
 * Who is asking: the shopper, a guest or a customer, and the tokens that say so to the Vafa server.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * A token for the shopper of this page; one a page is enough.
 *
 * @param array{shopId: string, secret: string} $connection What is shared.
 */
function shopper_token( array $connection ): string {
	static $minted = array();
	$customer      = get_current_user_id();
	if ( ! isset( $minted[ $customer ] ) ) {
		$holder              = $customer > 0 ? array( 'sub' => (string) $customer ) : array();
		$minted[ $customer ] = mint_token(
			array(
				'aud'    => 'shopper',
				'locale' => lang(),
			) + $holder,
			$connection['shopId'],
			$connection['secret'],
			time()
		);
	}
	return $minted[ $customer ];
}

/**
 * A token for a staff member of this role.
 *
 * @param string                                $role       "owner" or "support".
 * @param array{shopId: string, secret: string} $connection What is shared.
 */
function staff_token( string $role, array $connection ): string {
	return mint_token(
		array(
			'aud'    => 'staff',
			'sub'    => (string) get_current_user_id(),
			'role'   => $role,
			'locale' => lang(),
			// Where wp-admin stands, which need not be the address that the store was connected by: the frame is shown there and nowhere else.
			'origin' => origin_of( admin_url() ),
		),
		$connection['shopId'],
		$connection['secret'],
		time()
	);
}
