<?php
/**
 * The page in wp-admin: Vafa's own admin in a frame, opened with a token of minutes. The frame asks for a new one, and the page's script fetches it; no secret is in the page.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

const ADMIN_PAGE = 'vafa';

/** Under WooCommerce, for whom may use it. */
function add_admin_page(): void {
	add_submenu_page( 'woocommerce', __( 'Loyalty', 'vafa' ), __( 'Loyalty', 'vafa' ), staff_capability(), ADMIN_PAGE, __NAMESPACE__ . '\\show_admin_page' );
}

/** The page. */
function show_admin_page(): void {
	$role = staff_role();
	if ( '' === $role ) {
		wp_die( esc_html__( 'You may not see this page.', 'vafa' ), '', array( 'response' => 403 ) );
	}
	$connection = connection();
	if ( null === $connection ) {
		show_connect_form();
		return;
	}
	$address = add_query_arg(
		array(
			'woo'    => staff_token( $role, $connection ),
			'locale' => lang(),
		),
		$connection['appUrl'] . '/app'
	);
	?>
	<div class="vafa-admin">
		<h1 class="screen-reader-text"><?php esc_html_e( 'Loyalty', 'vafa' ); ?></h1>
		<iframe id="vafa-admin-frame" title="<?php esc_attr_e( 'Vafa Loyalty', 'vafa' ); ?>" src="<?php echo esc_url( $address ); ?>"
			allow="clipboard-write" referrerpolicy="origin"
			data-origin="<?php echo esc_attr( origin_of( $connection['appUrl'] ) ); ?>"
			data-renew="<?php echo esc_url( admin_url( 'admin-ajax.php' ) ); ?>"
			data-nonce="<?php echo esc_attr( wp_create_nonce( TOKEN_NONCE ) ); ?>"></iframe>
	</div>
	<?php
}

/** Scheme, host and port of an address. */
function origin_of( string $url ): string {
	$parts = wp_parse_url( $url );
	$port  = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
	return strtolower( ( $parts['scheme'] ?? '' ) . '://' . ( $parts['host'] ?? '' ) ) . $port;
}

/**
 * Script and style of the page, on that page only.
 *
 * @param mixed $hook The page's name in WordPress.
 */
function enqueue_admin( $hook ): void {
	if ( is_string( $hook ) && '_page_' . ADMIN_PAGE === substr( $hook, -strlen( '_page_' . ADMIN_PAGE ) ) ) {
		wp_enqueue_style( 'vafa-admin', plugins_url( 'assets/admin.css', FILE ), array(), VERSION );
		wp_enqueue_script( 'vafa-admin', plugins_url( 'assets/admin.js', FILE ), array(), VERSION, true );
	}
}
