<?php
/**
 * What the page in wp-admin shows while no Vafa server knows this store: where the server is, and the way to introduce the store to it. The rest happens there.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const SERVER_OPTION = 'vafa_server';
const CONNECT_NONCE = 'vafa_connect';

/** The form; only owners can connect. */
function show_connect_form(): void {
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Vafa Loyalty', 'vafa' ); ?></h1>
		<?php if ( ! current_user_can( 'manage_woocommerce' ) ) : ?>
			<p><?php esc_html_e( 'This store is not connected yet. Whoever manages WooCommerce can connect it.', 'vafa' ); ?></p>
		<?php else : ?>
			<p><?php esc_html_e( 'This store is not connected yet. Tell where your Vafa server is; it then asks WooCommerce for access, and you approve it.', 'vafa' ); ?></p>
			<form method="post" action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>">
				<input type="hidden" name="action" value="vafa_connect">
				<?php wp_nonce_field( CONNECT_NONCE ); ?>
				<p>
					<label for="vafa-server"><?php esc_html_e( 'Address of your Vafa server', 'vafa' ); ?></label><br>
					<input type="url" class="regular-text" id="vafa-server" name="server" dir="ltr" required placeholder="https://vafa.example" value="<?php echo esc_attr( (string) get_option( SERVER_OPTION, '' ) ); ?>">
				</p>
				<p><button type="submit" class="button button-primary"><?php esc_html_e( 'Connect', 'vafa' ); ?></button></p>
			</form>
		<?php endif; ?>
	</div>
	<?php
}

/** Keeps the address and sends the owner there, with the address of this store. */
function send_to_connect(): void {
	if ( ! current_user_can( 'manage_woocommerce' ) ) {
		wp_die( esc_html__( 'You may not see this page.', 'vafa' ), '', array( 'response' => 403 ) );
	}
	check_admin_referer( CONNECT_NONCE );
	$server = isset( $_POST['server'] ) ? untrailingslashit( esc_url_raw( trim( sanitize_text_field( wp_unslash( $_POST['server'] ) ) ), array( 'http', 'https' ) ) ) : '';
	if ( '' === $server || ! wp_parse_url( $server, PHP_URL_HOST ) ) {
		wp_safe_redirect( admin_url( 'admin.php?page=' . ADMIN_PAGE ) );
		exit;
	}
	update_option( SERVER_OPTION, $server, false );
	// Another site by intention: the owner typed its address.
	wp_redirect( add_query_arg( 'store', rawurlencode( home_url() ), $server . '/woocommerce/connect' ), 303 ); // phpcs:ignore WordPress.Security.SafeRedirect.wp_redirect_wp_redirect
	exit;
}
