<?php
/**
 * The panel of cart and checkout: what the member has, what is held and not in the cart, and which rewards this cart can use. Guests read how it begins.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** The panel; nothing where the program or the cart is not there. */
function show_panel( string $place ): void {
	if ( null === program() || null === filled_cart() || ! wc_coupons_enabled() ) {
		return;
	}
	wp_enqueue_style( STYLE );
	?>
	<section class="vafa vafa-panel<?php echo is_block_place( $place ) ? ' alignwide' : ''; ?>" id="vafa" aria-labelledby="vafa-title">
		<h2 id="vafa-title" class="vafa-title"><?php esc_html_e( 'Your points', 'vafa' ); ?></h2>
		<?php
		if ( is_block_place( $place ) ) {
			show_said();
		}
		$standing = standing();
		$face     = face( $standing, snapshot() );
		if ( null === $face ) {
			show_welcome();
		} else {
			show_panel_for( $face, $standing, $place );
		}
		?>
	</section>
	<?php
}

/**
 * The panel of a member.
 *
 * @param array<string, mixed>      $face     Of the member.
 * @param array<string, mixed>|null $standing Of the server.
 * @param string                    $place    One of the places.
 */
function show_panel_for( array $face, ?array $standing, string $place ): void {
	?>
	<?php /* translators: %s: an amount of points, with their name. */ ?>
	<p><?php echo esc_html( sprintf( __( 'You have %s to spend.', 'vafa' ), points_text( $face['balance'] ) ) ); ?></p>
	<?php
	if ( null === $standing ) {
		?>
		<p class="vafa-note"><?php esc_html_e( 'Rewards cannot be redeemed at the moment. Your points are safe.', 'vafa' ); ?></p>
		<?php
		return;
	}
	show_held( held_of( $standing ), $place );
	$near = array_filter( offers_of( $standing ), static fn( array $offer ): bool => $offer['canRedeem'] && '' === $offer['closed'] );
	$cart = filled_cart();
	$free = null === $cart ? $near : array_filter( $near, static fn( array $offer ): bool => ! is_taken( $offer, $cart ) );
	if ( array() !== $free ) {
		show_rewards( $free, $face, $place );
	} elseif ( array() !== $near ) {
		?>
		<p class="vafa-note"><?php esc_html_e( 'Your cart already has a discount, and no reward can be added to it.', 'vafa' ); ?></p>
		<?php
	}
	?>
	<p><a href="<?php echo esc_url( points_url() ); ?>"><?php esc_html_e( 'All rewards', 'vafa' ); ?></a></p>
	<?php
}

/** What somebody who is no member reads. */
function show_welcome(): void {
	if ( ! is_user_logged_in() ) {
		?>
		<?php /* translators: %s: the name of the points. */ ?>
		<p><?php echo esc_html( sprintf( __( 'Members turn %s into rewards.', 'vafa' ), points_name() ) ); ?> <a href="<?php echo esc_url( wc_get_page_permalink( 'myaccount' ) ); ?>"><?php esc_html_e( 'Log in', 'vafa' ); ?></a></p>
		<?php
	} elseif ( 'automatic' === ( program()['membership'] ?? 'automatic' ) && 'none' === membership_of( snapshot() ) ) {
		?>
		<?php /* translators: %s: the name of the points. */ ?>
		<p><?php echo esc_html( sprintf( __( 'Your %s start with your next order. There is no form to fill in.', 'vafa' ), points_name() ) ); ?></p>
		<?php
	} else {
		?>
		<?php /* translators: %s: the name of the points. */ ?>
		<p><?php echo esc_html( sprintf( __( 'Join to collect %s.', 'vafa' ), points_name() ) ); ?> <a href="<?php echo esc_url( points_url() ); ?>"><?php esc_html_e( 'Join', 'vafa' ); ?></a></p>
		<?php
	}
}
