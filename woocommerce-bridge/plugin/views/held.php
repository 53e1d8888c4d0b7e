<?php
/**
 * Redemptions that no order has used yet: their codes, to be used in the cart or given back.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * What is held.
 *
 * @param array<int, array<string, mixed>> $held  Open redemptions.
 * @param string                           $place One of the places.
 */
function show_held( array $held, string $place ): void {
	if ( array() === $held ) {
		return;
	}
	?>
	<h3><?php esc_html_e( 'Redeemed and not used yet', 'vafa' ); ?></h3>
	<?php /* translators: %s: the name of the points. */ ?>
	<p class="vafa-note"><?php echo esc_html( sprintf( __( 'A reward that is not used by its deadline gives its %s back.', 'vafa' ), points_name() ) ); ?></p>
	<ul class="vafa-rewards">
		<?php foreach ( $held as $one ) : ?>
			<li class="vafa-reward"><?php show_held_one( $one, $place ); ?></li>
		<?php endforeach; ?>
	</ul>
	<?php
}

/**
 * One of them.
 *
 * @param array<string, mixed> $one   A held redemption.
 * @param string               $place One of the places.
 */
function show_held_one( array $one, string $place ): void {
	$code   = (string) ( $one['code'] ?? '' );
	$name   = (string) ( $one['rewardName'] ?? '' );
	$cart   = filled_cart();
	$inside = '' !== $code && null !== $cart && $cart->has_discount( $code );
	?>
	<p class="vafa-reward__name"><?php echo esc_html( $name ); ?> <code><?php echo esc_html( $code ); ?></code></p>
	<?php if ( 'issued' !== ( $one['state'] ?? '' ) ) : ?>
		<p class="vafa-note" role="status"><?php esc_html_e( 'Your code is being prepared.', 'vafa' ); ?> <a href="<?php echo esc_url( this_page() ); ?>"><?php esc_html_e( 'Look again', 'vafa' ); ?></a></p>
	<?php elseif ( $inside ) : ?>
		<p class="vafa-note"><?php esc_html_e( 'It is in your cart.', 'vafa' ); ?></p>
	<?php elseif ( (int) ( $one['deadline'] ?? 0 ) > 0 ) : ?>
		<?php /* translators: %s: a date. */ ?>
		<p class="vafa-note"><?php echo esc_html( sprintf( __( 'Use by %s', 'vafa' ), date_text( (int) $one['deadline'] ) ) ); ?></p>
	<?php endif; ?>
	<?php if ( 'issued' === ( $one['state'] ?? '' ) && ! $inside && null !== $cart ) : ?>
		<?php /* translators: %s: the name of a reward. */ ?>
		<?php show_held_form( 'use', $one, $place, array( __( 'Use in cart', 'vafa' ), sprintf( __( 'Use in cart: %s', 'vafa' ), $name ) ) ); ?>
	<?php endif; ?>
	<?php /* translators: %s: the name of a reward. */ ?>
	<?php
	show_held_form( 'release', $one, $place, array( __( 'Give back', 'vafa' ), sprintf( __( 'Give back: %s', 'vafa' ), $name ) ) );
}

/**
 * A form of one button.
 *
 * @param string               $deed  use or release.
 * @param array<string, mixed> $one   A held redemption.
 * @param string               $place One of the places.
 * @param string[]             $words Text and label.
 */
function show_held_form( string $deed, array $one, string $place, array $words ): void {
	?>
	<form class="vafa-form vafa-form--small" method="post">
		<?php show_form_head( $deed, $place ); ?>
		<input type="hidden" name="redemption" value="<?php echo esc_attr( (string) ( $one['redemptionId'] ?? '' ) ); ?>">
		<?php show_button( $words[0], $words[1] ); ?>
	</form>
	<?php
}
