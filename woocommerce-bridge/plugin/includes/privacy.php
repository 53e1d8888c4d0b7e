<?php
/**
 * What WordPress's own tools for personal data export and erase of ours: the one snapshot that lies in a customer's meta. What the Vafa server holds is asked for and erased there.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** Ties both tools. */
function start_privacy(): void {
	add_filter( 'wp_privacy_personal_data_exporters', __NAMESPACE__ . '\\add_exporter' );
	add_filter( 'wp_privacy_personal_data_erasers', __NAMESPACE__ . '\\add_eraser' );
}

/**
 * Beside the other exporters.
 *
 * @param mixed $exporters By name.
 * @return mixed
 */
function add_exporter( $exporters ) {
	if ( is_array( $exporters ) ) {
		$exporters['vafa'] = array(
			'exporter_friendly_name' => __( 'Vafa Loyalty', 'vafa' ),
			'callback'               => __NAMESPACE__ . '\\export_snapshot',
		);
	}
	return $exporters;
}

/**
 * Beside the other erasers.
 *
 * @param mixed $erasers By name.
 * @return mixed
 */
function add_eraser( $erasers ) {
	if ( is_array( $erasers ) ) {
		$erasers['vafa'] = array(
			'eraser_friendly_name' => __( 'Vafa Loyalty', 'vafa' ),
			'callback'             => __NAMESPACE__ . '\\erase_snapshot',
		);
	}
	return $erasers;
}

/**
 * The points of whoever has this address.
 *
 * @param mixed $email Of the account.
 * @return array{data: array<int, mixed>, done: bool}
 */
function export_snapshot( $email ): array {
	$customer = get_user_by( 'email', $email );
	$snapshot = $customer ? read_snapshot( get_user_meta( $customer->ID, STANDING_META, true ) ) : null;
	$data     = null === $snapshot ? array() : array(
		array(
			'group_id'    => 'vafa',
			'group_label' => __( 'Vafa Loyalty', 'vafa' ),
			'item_id'     => 'vafa-' . $customer->ID,
			'data'        => array(
				array(
					'name'  => __( 'Your balance', 'vafa' ),
					'value' => points_text( $snapshot['balance'] ),
				),
				array(
					'name'  => __( 'Points', 'vafa' ),
					'value' => (string) wp_json_encode( $snapshot ),
				),
			),
		),
	);
	return array(
		'data' => $data,
		'done' => true,
	);
}

/**
 * Takes the snapshot out of the account with this address.
 *
 * @param mixed $email Of the account.
 * @return array<string, mixed>
 */
function erase_snapshot( $email ): array {
	$customer = get_user_by( 'email', $email );
	$removed  = $customer ? delete_user_meta( $customer->ID, STANDING_META ) : false;
	return array(
		'items_removed'  => $removed,
		'items_retained' => false,
		'messages'       => array(),
		'done'           => true,
	);
}
