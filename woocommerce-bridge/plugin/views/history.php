<?php
/**
 * The member's own ledger, newest first, each entry with why it is there.
 *
 * @package Vafa
 */

declare( strict_types=1 );

namespace Vafa;

defined( 'ABSPATH' ) || exit;

/** One page of the history; the entry after which to go on stands in the address. */
function show_history(): void {
	$after  = isset( $_GET['vafa_after'] ) ? absint( $_GET['vafa_after'] ) : 0; // phpcs:ignore WordPress.Security.NonceVerification.Recommended
	$answer = ask( 'GET', $after > 0 ? 'history?after=' . $after : 'history' );
	$page   = null !== $answer && 200 === $answer['status'] ? $answer['body'] : null;
	?>
	<section class="vafa-part" aria-labelledby="vafa-history">
		<h2 id="vafa-history"><?php esc_html_e( 'History', 'vafa' ); ?></h2>
		<?php
		if ( null === $page ) {
			?>
			<p><?php esc_html_e( 'The history cannot be shown at the moment.', 'vafa' ); ?></p>
			<?php
		} elseif ( empty( $page['entries'] ) ) {
			?>
			<p><?php esc_html_e( 'Nothing yet.', 'vafa' ); ?></p>
			<?php
		} else {
			show_entries( $page );
		}
		?>
	</section>
	<?php
}

/**
 * The entries of a page.
 *
 * @param array<string, mixed> $page As the contract has it.
 */
function show_entries( array $page ): void {
	?>
	<ul class="vafa-history">
		<?php foreach ( $page['entries'] as $entry ) : ?>
			<li class="vafa-entry">
				<p class="vafa-entry__line">
					<span><?php echo esc_html( (string) ( $entry['sentence'] ?? '' ) ); ?></span>
					<strong dir="ltr"><?php echo esc_html( (string) ( $entry['pointsText'] ?? '' ) ); ?></strong>
				</p>
				<p class="vafa-note"><?php echo esc_html( implode( ' · ', array_merge( array( (string) ( $entry['dateText'] ?? '' ) ), texts_of( $entry['details'] ?? null ), texts_of( $entry['notes'] ?? null ) ) ) ); ?></p>
			</li>
		<?php endforeach; ?>
	</ul>
	<?php if ( is_int( $page['older'] ?? null ) ) : ?>
		<p><a href="<?php echo esc_url( add_query_arg( 'vafa_after', $page['older'], points_url() ) . '#vafa-history' ); ?>"><?php esc_html_e( 'Older entries', 'vafa' ); ?></a></p>
	<?php endif; ?>
	<?php
}

/**
 * Only the texts of a list.
 *
 * @param mixed $list Whatever came.
 * @return string[]
 */
function texts_of( $list ): array {
	return array_values( array_filter( is_array( $list ) ? $list : array(), 'is_string' ) );
}
