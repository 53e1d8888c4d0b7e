<?php
/**
 * What members do themselves to earn: enter a code, tell their birthday. Each only where the program has such a rule.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/**
 * The forms.
 *
 * @param array<string, mixed>|null $standing Of the server; it knows whether the birthday was told.
 */
function show_more( ?array $standing ): void {
	$forms    = $standing['forms'] ?? program()['forms'] ?? array();
	$forms    = is_array( $forms ) ? $forms : array();
	$birthday = in_array( 'birthday', $forms, true ) && null !== $standing && empty( $standing['birthday']['known'] );
	$code     = in_array( 'code', $forms, true ) && null !== $standing;
	if ( ! $birthday && ! $code ) {
		return;
	}
	?>
	<section class="vafa-part" aria-labelledby="vafa-more">
		<h2 id="vafa-more"><?php esc_html_e( 'Earn more', 'vafa' ); ?></h2>
		<?php if ( $code ) : ?>
			<form class="vafa-form" method="post">
				<?php show_form_head( 'code', 'account' ); ?>
				<label for="vafa-code"><?php esc_html_e( 'Code from a product, a receipt or a badge', 'vafa' ); ?></label>
				<input type="text" class="input-text" id="vafa-code" name="code" dir="ltr" maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" required>
				<?php show_button( __( 'Get points', 'vafa' ) ); ?>
			</form>
		<?php endif; ?>
		<?php if ( $birthday ) : ?>
			<form class="vafa-form" method="post">
				<?php show_form_head( 'birthday', 'account' ); ?>
				<fieldset>
					<legend><?php esc_html_e( 'Your birthday: you get points on the day. It can be told once.', 'vafa' ); ?></legend>
					<label for="vafa-month"><?php esc_html_e( 'Month', 'vafa' ); ?></label>
					<select id="vafa-month" name="month" required>
						<option value=""><?php esc_html_e( 'Choose', 'vafa' ); ?></option>
						<?php foreach ( month_names() as $number => $name ) : ?>
							<option value="<?php echo esc_attr( (string) $number ); ?>"><?php echo esc_html( $name ); ?></option>
						<?php endforeach; ?>
					</select>
					<label for="vafa-day"><?php esc_html_e( 'Day', 'vafa' ); ?></label>
					<input type="number" class="input-text" id="vafa-day" name="day" min="1" max="31" required>
				</fieldset>
				<?php show_button( __( 'Keep my birthday', 'vafa' ) ); ?>
			</form>
		<?php endif; ?>
	</section>
	<?php
}

/**
 * The months of the Gregorian calendar, as WordPress names them.
 *
 * @return array<int, string>
 */
function month_names(): array {
	$names = array();
	for ( $month = 1; $month <= 12; $month++ ) {
		$names[ $month ] = (string) wp_date( 'F', (int) gmmktime( 12, 0, 0, $month, 15, 2024 ) );
	}
	return $names;
}
