<?php
/**
 * The parts every form of ours has: what it does, where it stands, and the nonce; and its button in the theme's own clothes.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** Hidden fields of a form. */
function show_form_head( string $deed, string $place ): void {
	?>
	<input type="hidden" name="vafa_deed" value="<?php echo esc_attr( $deed ); ?>">
	<input type="hidden" name="vafa_place" value="<?php echo esc_attr( $place ); ?>">
	<input type="hidden" name="vafa_nonce" value="<?php echo esc_attr( wp_create_nonce( DEED_NONCE ) ); ?>">
	<?php
}

/**
 * A button that sends its form.
 *
 * @param string $text  What it does.
 * @param string $label For whom cannot see which of several it is; '' for the text itself.
 */
function show_button( string $text, string $label = '' ): void {
	?>
	<button type="submit" class="button wp-element-button vafa-button" aria-label="<?php echo esc_attr( '' === $label ? $text : $label ); ?>"><?php echo esc_html( $text ); ?></button>
	<?php
}

/**
 * How far something is, as a bar and in words.
 *
 * @param int    $percent 0–100.
 * @param string $label   Of what.
 * @param string $text    What is missing.
 */
function show_progress( int $percent, string $label, string $text ): void {
	?>
	<progress class="vafa-bar" max="100" value="<?php echo esc_attr( (string) max( 0, min( 100, $percent ) ) ); ?>" aria-label="<?php echo esc_attr( $label ); ?>"><?php echo esc_html( $text ); ?></progress>
	<p class="vafa-note"><?php echo esc_html( $text ); ?></p>
	<?php
}
