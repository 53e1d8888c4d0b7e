<?php
/**
 * A member's tier and the way to the next one.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * Tier and progress, each only where there is one.
 *
 * @param array<string, mixed> $face Of the member.
 */
function show_tier( array $face ): void {
	$tier = is_array( $face['tier'] ) ? $face['tier'] : null;
	if ( null !== $tier ) {
		$factor = (int) ( $tier['multiplierBp'] ?? 10000 );
		?>
		<p class="vafa-tier">
			<?php /* translators: %s: the name of a tier. */ ?>
			<?php echo esc_html( sprintf( __( 'Tier: %s', 'vafa' ), text_of( $tier['name'] ?? null ) ) ); ?>
			<?php if ( 10000 !== $factor ) : ?>
				<?php /* translators: 1: a factor as 1.25, 2: the name of the points. */ ?>
				<span class="vafa-note"><?php echo esc_html( sprintf( __( '%1$s× %2$s', 'vafa' ), local_digits( factor_text( $factor ), lang() ), points_name() ) ); ?></span>
			<?php endif; ?>
		</p>
		<?php
	}
	$progress = is_array( $face['progress'] ) ? $face['progress'] : null;
	if ( null !== $progress ) {
		$name = text_of( $progress['next']['name'] ?? null );
		/* translators: %s: the name of a tier. */
		show_progress( (int) ( $progress['percent'] ?? 0 ), sprintf( __( 'Progress to %s', 'vafa' ), $name ), way_text( $progress, $name, $face['grace'] ) );
	}
}

/**
 * What is missing on the way.
 *
 * @param array<string, mixed> $progress As the contract has it.
 * @param string               $name     Of the next tier.
 * @param mixed                $grace    Until when the present tier is kept, or null.
 */
function way_text( array $progress, string $name, $grace ): string {
	$left   = max( 0, (int) ( $progress['need'] ?? 0 ) - (int) ( $progress['have'] ?? 0 ) );
	$metric = (string) ( $progress['metric'] ?? '' );
	$amount = 'spend' === $metric ? money_text( $left ) : ( 'points' === $metric ? points_text( $left ) : number_text( $left ) );
	if ( is_array( $grace ) && (int) ( $grace['until'] ?? 0 ) > 0 ) {
		/* translators: 1: the name of a tier, 2: a date, 3: what is missing. */
		return sprintf( __( 'To keep %1$s after %2$s: %3$s', 'vafa' ), $name, last_day_text( (int) $grace['until'] ), $amount );
	}
	if ( 'orders' === $metric ) {
		/* translators: 1: the name of a tier, 2: a number of orders. */
		return sprintf( __( 'Orders to go to %1$s: %2$s', 'vafa' ), $name, $amount );
	}
	/* translators: 1: what is missing, 2: the name of a tier. */
	return sprintf( __( '%1$s to go to %2$s', 'vafa' ), $amount, $name );
}
