<?php
/**
 * Who of the store's staff is what in Vafa: who manages WooCommerce is the owner, who may edit orders is support, nobody else is anything.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** "owner", "support", or '' for nobody. */
function staff_role(): string {
	if ( current_user_can( 'manage_woocommerce' ) ) {
		return 'owner';
	}
	return current_user_can( 'edit_shop_orders' ) ? 'support' : '';
}

/** The capability under which the page stands in the menu. */
function staff_capability(): string {
	return 'owner' === staff_role() ? 'manage_woocommerce' : 'edit_shop_orders';
}
