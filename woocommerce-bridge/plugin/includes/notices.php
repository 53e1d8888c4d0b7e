<?php
/**
 * What became of a deed, said on the next page. Classic pages print WooCommerce's own notices; the cart and checkout blocks do not, so there our panel prints what was said.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** Where our forms stand. A block page is one of its own. */
const PLACES = array( 'cart', 'checkout', 'cart-block', 'checkout-block', 'account' );

/**
 * Says something on the next page.
 *
 * @param string $text  In the shopper's language, plain.
 * @param string $type  success, notice or error.
 * @param string $place One of the places.
 */
function say( string $text, string $type, string $place ): void {
	if ( is_block_place( $place ) ) {
		remember( 'said', array_merge( recall( 'said' ), array( array( $type, $text ) ) ) );
	} else {
		wc_add_notice( esc_html( $text ), $type );
	}
}

/** Cart and checkout as blocks. */
function is_block_place( string $place ): bool {
	return 'cart-block' === $place || 'checkout-block' === $place;
}

/** Prints what was said for a block page: on one page, however often that page is drawn (a plugin may draw it once before, for an excerpt). */
function show_said(): void {
	static $said = array();
	$fresh       = recall( 'said' );
	if ( array() !== $fresh ) {
		$said = $fresh;
		remember( 'said', array() );
	}
	foreach ( $said as $one ) {
		list( $type, $text ) = $one;
		?>
		<p class="vafa-said vafa-said--<?php echo esc_attr( $type ); ?>" role="<?php echo 'error' === $type ? 'alert' : 'status'; ?>"><?php echo esc_html( $text ); ?></p>
		<?php
	}
}
