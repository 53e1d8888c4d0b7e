<?php
/**
 * Joining and leaving the program, and what a member agreed to. What is agreed to is printed word for word, as the server has it.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * The membership of whom is a member, or the way to become one.
 *
 * @param bool $is_member Now.
 */
function show_membership( bool $is_member ): void {
	$answer = ask( 'GET', 'membership' );
	$view   = null !== $answer && 200 === $answer['status'] ? $answer['body'] : null;
	if ( null === $view ) {
		return;
	}
	?>
	<section class="vafa-part" aria-labelledby="vafa-membership">
		<h2 id="vafa-membership"><?php esc_html_e( 'Your membership', 'vafa' ); ?></h2>
		<p><?php echo esc_html( (string) ( $view['statusText'] ?? '' ) ); ?></p>
		<?php
		if ( $is_member ) {
			show_consents( $view );
			show_leave( $view );
		} elseif ( ! empty( $view['canJoin'] ) ) {
			show_join( $view );
		} else {
			?>
			<p><?php echo esc_html( (string) ( $view['joinClosedBecause'] ?? '' ) ); ?></p>
			<?php
		}
		?>
	</section>
	<?php
}

/**
 * The purposes of a view, each with its own form.
 *
 * @param array<string, mixed> $view The membership.
 */
function show_consents( array $view ): void {
	foreach ( is_array( $view['consents'] ?? null ) ? $view['consents'] : array() as $consent ) {
		$purpose = (string) ( $consent['purpose'] ?? '' );
		if ( 'program' === $purpose || '' === $purpose ) {
			continue;
		}
		$granted = ! empty( $consent['granted'] );
		$title   = (string) ( $consent['title'] ?? '' );
		$deed    = $granted ? __( 'I withdraw', 'vafa' ) : __( 'I agree', 'vafa' );
		?>
		<form class="vafa-form vafa-consent" method="post">
			<?php show_form_head( 'consent', 'account' ); ?>
			<h3><?php echo esc_html( $title ); ?></h3>
			<p class="vafa-note"><?php echo esc_html( (string) ( $consent['text'] ?? '' ) ); ?></p>
			<p><?php echo esc_html( $granted ? __( 'You agreed to this.', 'vafa' ) : __( 'You have not agreed to this.', 'vafa' ) ); ?></p>
			<input type="hidden" name="purpose" value="<?php echo esc_attr( $purpose ); ?>">
			<input type="hidden" name="granted" value="<?php echo esc_attr( $granted ? 'no' : 'yes' ); ?>">
			<?php show_button( $deed, $deed . ': ' . $title ); ?>
		</form>
		<?php
	}
}

/**
 * Leaving, with what is lost by it.
 *
 * @param array<string, mixed> $view The membership.
 */
function show_leave( array $view ): void {
	?>
	<details class="vafa-leave">
		<summary><?php esc_html_e( 'Leave the program', 'vafa' ); ?></summary>
		<form class="vafa-form" method="post">
			<?php show_form_head( 'leave', 'account' ); ?>
			<p><?php echo esc_html( (string) ( $view['leaveWarning'] ?? '' ) ); ?></p>
			<?php show_button( __( 'Leave now', 'vafa' ) ); ?>
		</form>
	</details>
	<?php
}

/**
 * Joining.
 *
 * @param array<string, mixed> $view The membership.
 */
function show_join( array $view ): void {
	$texts = array();
	foreach ( is_array( $view['consents'] ?? null ) ? $view['consents'] : array() as $consent ) {
		$texts[ (string) ( $consent['purpose'] ?? '' ) ] = (string) ( $consent['text'] ?? '' );
	}
	?>
	<form class="vafa-form" method="post">
		<?php show_form_head( 'join', 'account' ); ?>
		<p><label><input type="checkbox" name="consent_program" value="on" required> <?php echo esc_html( $texts['program'] ?? __( 'I join the loyalty program and agree that my orders are counted for points.', 'vafa' ) ); ?></label></p>
		<?php if ( isset( $texts['email'] ) ) : ?>
			<p><label><input type="checkbox" name="consent_email" value="on"> <?php echo esc_html( $texts['email'] ); ?></label></p>
		<?php endif; ?>
		<?php show_button( __( 'Join', 'vafa' ) ); ?>
	</form>
	<?php
}
