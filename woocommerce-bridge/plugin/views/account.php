<?php
/**
 * The account tab: balance, tier, rewards, what is held, ways to earn, history and membership. While the Vafa server is away it shows what the store knows.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** The tab. */
function show_account(): void {
	wp_enqueue_style( STYLE );
	$standing = standing();
	$face     = face( $standing, snapshot() );
	?>
	<div class="vafa vafa-account" id="vafa">
		<?php
		if ( null === $standing ) {
			?>
			<p class="vafa-said vafa-said--notice" role="status"><?php esc_html_e( 'The rewards service cannot be reached at the moment. You see what the shop heard last; your points are safe.', 'vafa' ); ?></p>
			<?php
		}
		if ( null === $face ) {
			show_welcome_here();
			show_membership( false );
		} else {
			show_account_for( $face, $standing );
		}
		?>
	</div>
	<?php
}

/**
 * The tab of a member.
 *
 * @param array<string, mixed>      $face     Of the member.
 * @param array<string, mixed>|null $standing Of the server.
 */
function show_account_for( array $face, ?array $standing ): void {
	?>
	<section class="vafa-part" aria-labelledby="vafa-balance">
		<h2 id="vafa-balance"><?php esc_html_e( 'Your balance', 'vafa' ); ?></h2>
		<?php
		show_balance( $face );
		show_tier( $face );
		?>
	</section>
	<section class="vafa-part" aria-labelledby="vafa-rewards">
		<h2 id="vafa-rewards"><?php esc_html_e( 'Your rewards', 'vafa' ); ?></h2>
		<?php
		show_held( held_of( $standing ), 'account' );
		$offers = null === $standing ? offers_of_program() : offers_of( $standing );
		if ( array() === $offers ) {
			?>
			<p><?php esc_html_e( 'There are no rewards at the moment.', 'vafa' ); ?></p>
			<?php
		} else {
			show_rewards( $offers, $face, 'account' );
		}
		?>
	</section>
	<?php
	show_more( $standing );
	show_referral();
	show_history();
	show_membership( true );
}

/** What a customer who is no member reads above the way to become one. */
function show_welcome_here(): void {
	if ( 'automatic' === ( program()['membership'] ?? 'automatic' ) && 'none' === membership_of( snapshot() ) ) {
		show_welcome();
	} else {
		?>
		<?php /* translators: %s: the name of the points. */ ?>
		<p><?php echo esc_html( sprintf( __( 'Members turn %s into rewards.', 'vafa' ), points_name() ) ); ?></p>
		<?php
	}
}
