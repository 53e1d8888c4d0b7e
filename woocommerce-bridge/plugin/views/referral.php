<?php
/**
 * The member's link for friends. A link that leads to an app proxy of this very store is not shown: WordPress has no such page.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** The link, where the program has referrals. */
function show_referral(): void {
	if ( ! is_array( program()['referral'] ?? null ) ) {
		return;
	}
	$answer = ask( 'GET', 'referral' );
	$view   = null !== $answer && 200 === $answer['status'] && ! empty( $answer['body']['active'] ) ? $answer['body'] : array();
	$link   = is_string( $view['link'] ?? null ) ? $view['link'] : '';
	if ( '' === $link || 0 === strpos( $link, home_url( '/apps/' ) ) || 0 === strpos( set_url_scheme( $link, 'http' ), set_url_scheme( home_url( '/apps/' ), 'http' ) ) ) {
		return;
	}
	?>
	<section class="vafa-part" aria-labelledby="vafa-referral">
		<h2 id="vafa-referral"><?php esc_html_e( 'Invite friends', 'vafa' ); ?></h2>
		<p><?php echo esc_html( (string) ( $view['friendText'] ?? '' ) ); ?></p>
		<p><?php echo esc_html( (string) ( $view['advocateText'] ?? '' ) ); ?></p>
		<label for="vafa-link"><?php esc_html_e( 'Your link', 'vafa' ); ?></label>
		<input type="text" class="input-text" id="vafa-link" dir="ltr" readonly value="<?php echo esc_attr( $link ); ?>">
		<ul class="vafa-notes">
			<?php foreach ( is_array( $view['friends'] ?? null ) ? $view['friends'] : array() as $friend ) : ?>
				<li><?php echo esc_html( (string) ( $friend['text'] ?? '' ) ); ?></li>
			<?php endforeach; ?>
		</ul>
	</section>
	<?php
}
