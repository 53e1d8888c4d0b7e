<?php
/**
 * A member's figures: what can be spent, what is pending, held, or soon to expire. From the server's answer where there is one, else from the snapshot.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * The face of a member, put together from what is known.
 *
 * @param array<string, mixed>|null $standing Of the server.
 * @param array<string, mixed>|null $snapshot Of the store.
 * @return array<string, mixed>|null
 */
function face( ?array $standing, ?array $snapshot ): ?array {
	$member = $standing['member'] ?? null;
	if ( null !== $standing && ! is_array( $member ) ) {
		return null;
	}
	if ( null === $standing && 'active' !== membership_of( $snapshot ) ) {
		return null;
	}
	$kept = $snapshot['standing'] ?? array();
	return array(
		'balance'  => (int) ( $member['balance'] ?? $snapshot['balance'] ?? 0 ),
		'pending'  => (int) ( $member['pending'] ?? $snapshot['pending'] ?? 0 ),
		'tier'     => is_array( $member ) ? $member['tier'] ?? null : $kept['tier'] ?? null,
		'progress' => is_array( $member ) ? $member['progress'] ?? null : $kept['progress'] ?? null,
		'grace'    => $kept['grace'] ?? null,
		'reserved' => (int) ( $kept['reserved'] ?? 0 ),
		'expiry'   => is_array( $kept['nextExpiry'] ?? null ) ? $kept['nextExpiry'] : null,
	);
}

/**
 * The figures.
 *
 * @param array<string, mixed> $face Of the member.
 */
function show_balance( array $face ): void {
	?>
	<p class="vafa-balance"><strong class="vafa-balance__number"><?php echo esc_html( number_text( $face['balance'] ) ); ?></strong> <?php echo esc_html( points_name() ); ?></p>
	<ul class="vafa-notes">
		<?php if ( $face['pending'] > 0 ) : ?>
			<?php /* translators: %s: an amount of points, with their name. */ ?>
			<li><?php echo esc_html( sprintf( __( '%s pending: they can be spent once the waiting time of their order is over.', 'vafa' ), points_text( $face['pending'] ) ) ); ?></li>
		<?php endif; ?>
		<?php if ( $face['reserved'] > 0 ) : ?>
			<?php /* translators: %s: an amount of points, with their name. */ ?>
			<li><?php echo esc_html( sprintf( __( '%s held for rewards you have redeemed', 'vafa' ), points_text( $face['reserved'] ) ) ); ?></li>
		<?php endif; ?>
		<?php if ( null !== $face['expiry'] && (int) ( $face['expiry']['at'] ?? 0 ) > 0 ) : ?>
			<?php /* translators: 1: an amount of points, with their name, 2: a date. */ ?>
			<li><?php echo esc_html( sprintf( __( '%1$s to spend by %2$s', 'vafa' ), points_text( (int) ( $face['expiry']['points'] ?? 0 ) ), last_day_text( (int) $face['expiry']['at'] ) ) ); ?></li>
		<?php endif; ?>
	</ul>
	<?php
}
