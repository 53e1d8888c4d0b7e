<?php
/**
 * The notice in wp-admin that the Vafa server has not been reached, and since when.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** Shown to owners while the last question failed, and while WooCommerce takes no coupons. */
function show_unreached(): void {
	if ( ! current_user_can( 'manage_woocommerce' ) || ! is_connected() ) {
		return;
	}
	if ( ! wc_coupons_enabled() ) {
		?>
		<div class="notice notice-warning"><p><?php esc_html_e( 'Vafa Loyalty gives rewards as coupons, and this store takes none. Turn coupons on in WooCommerce > Settings > General.', 'vafa' ); ?></p></div>
		<?php
	}
	$reached = reached();
	if ( $reached['failed'] <= $reached['ok'] ) {
		return;
	}
	$since = date_text( $reached['since'] * 1000 ) . ' ' . local_digits( (string) wp_date( 'H:i', $reached['since'] ), lang() );
	?>
	<div class="notice notice-warning">
		<?php /* translators: 1: a date and time, 2: a short technical reason. */ ?>
		<p><?php echo esc_html( sprintf( __( 'Vafa Loyalty has not reached its server since %1$s (%2$s). Shoppers see their last known balance and cannot redeem until it is back.', 'vafa' ), $since, $reached['why'] ) ); ?></p>
	</div>
	<?php
}
