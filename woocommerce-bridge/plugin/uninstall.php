<?php
/**
 * When the plugin is deleted it leaves nothing behind: no option, no customer's snapshot, nothing kept for a while. What members have lives on the Vafa server.
 *
 * @package Vafa
 */

declare( strict_types=1 );

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

foreach ( array( 'vafa_connection', 'vafa_program', 'vafa_reached', 'vafa_server', 'vafa_addresses' ) as $vafa_option ) {
	delete_option( $vafa_option );
}
delete_transient( 'vafa_away' );
delete_metadata( 'user', 0, 'vafa_standing', '', true );
delete_option( 'rewrite_rules' );
