<?php
/**
 * The list of rewards: what each is worth and costs, and the form that redeems it, or why not.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * The rewards.
 *
 * @param array<int, array<string, mixed>> $offers What can be had.
 * @param array<string, mixed>             $face   Of the member.
 * @param string                           $place  One of the places.
 */
function show_rewards( array $offers, array $face, string $place ): void {
	?>
	<ul class="vafa-rewards">
		<?php foreach ( $offers as $offer ) : ?>
			<li class="vafa-reward">
				<h3 class="vafa-reward__name"><?php echo esc_html( $offer['name'] ); ?></h3>
				<p class="vafa-note"><?php echo esc_html( implode( ' · ', array_filter( array_merge( array( price_line( $offer ), minimum_text( $offer ) ), $offer['notes'] ) ) ) ); ?></p>
				<?php show_reward_foot( $offer, $face, $place ); ?>
			</li>
		<?php endforeach; ?>
	</ul>
	<?php
}

/** "500 points · £5.00 off", "£1.00 off for every 100 points". */
function price_line( array $offer ): string {
	if ( 'slider' === ( $offer['price']['mode'] ?? '' ) ) {
		$step = points_text( (int) ( $offer['price']['stepPoints'] ?? 0 ) );
		if ( '' === $offer['worth'] ) {
			/* translators: %s: an amount of points, with their name. */
			return sprintf( __( 'From %s', 'vafa' ), points_text( least_points( $offer ) ) );
		}
		/* translators: 1: what a reward is worth, 2: an amount of points, with their name. */
		return sprintf( __( '%1$s for every %2$s', 'vafa' ), $offer['worth'], $step );
	}
	$price = points_text( least_points( $offer ) );
	return '' === $offer['worth'] ? $price : $price . ' · ' . $offer['worth'];
}

/** "For carts from £20.00", where there is a minimum. */
function minimum_text( array $offer ): string {
	/* translators: %s: an amount of money. */
	return $offer['minimum'] > 0 ? sprintf( __( 'For carts from %s', 'vafa' ), money_text( $offer['minimum'] ) ) : '';
}

/** The form, or why there is none. */
function show_reward_foot( array $offer, array $face, string $place ): void {
	$cart = 'account' === $place ? null : filled_cart();
	$why  = $offer['closed'];
	if ( '' === $why && $offer['canRedeem'] && null !== $cart ) {
		$why = obstacle( $offer, $cart );
	}
	if ( '' !== $why ) {
		?>
		<p class="vafa-note"><?php echo esc_html( $why ); ?></p>
		<?php
	} elseif ( $offer['canRedeem'] ) {
		show_redeem( $offer, $cart, $place );
	} elseif ( $offer['missing'] > 0 ) {
		$needed = $face['balance'] + $offer['missing'];
		show_progress(
			intdiv( max( 0, $face['balance'] ) * 100, max( 1, $needed ) ),
			/* translators: %s: the name of a reward. */
			sprintf( __( 'Progress to %s', 'vafa' ), $offer['name'] ),
			/* translators: %s: an amount of points, with their name. */
			sprintf( __( '%s to go', 'vafa' ), points_text( $offer['missing'] ) )
		);
	}
}

/**
 * The form that redeems. Its key is chosen once for this page, so that a double click spends once.
 *
 * @param array<string, mixed> $offer One of the offers.
 * @param \WC_Cart|null        $cart  The cart, where it counts.
 * @param string               $place One of the places.
 */
function show_redeem( array $offer, ?\WC_Cart $cart, string $place ): void {
	$field = 'vafa-points-' . sanitize_html_class( $offer['id'], 'reward' );
	?>
	<form class="vafa-form" method="post">
		<?php show_form_head( 'redeem', $place ); ?>
		<input type="hidden" name="reward" value="<?php echo esc_attr( $offer['id'] ); ?>">
		<input type="hidden" name="key" value="<?php echo esc_attr( wp_generate_uuid4() ); ?>">
		<?php if ( 'slider' === ( $offer['price']['mode'] ?? '' ) ) : ?>
			<?php $most = most_points( $offer, $cart ); ?>
			<?php /* translators: %s: the name of the points. */ ?>
			<label for="<?php echo esc_attr( $field ); ?>"><?php echo esc_html( sprintf( __( 'How many %s', 'vafa' ), points_name() ) ); ?></label>
			<input type="number" inputmode="numeric" class="input-text" id="<?php echo esc_attr( $field ); ?>" name="points" required
				min="<?php echo esc_attr( (string) least_points( $offer ) ); ?>" max="<?php echo esc_attr( (string) $most ); ?>"
				step="<?php echo esc_attr( (string) (int) $offer['price']['stepPoints'] ); ?>" value="<?php echo esc_attr( (string) $most ); ?>">
		<?php endif; ?>
		<?php /* translators: %s: the name of a reward. */ ?>
		<?php show_button( __( 'Redeem', 'vafa' ), sprintf( __( 'Redeem: %s', 'vafa' ), $offer['name'] ) ); ?>
	</form>
	<?php
}
