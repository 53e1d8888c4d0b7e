<?php
/** The first tab of the account. */
$user = wp_get_current_user();
?>
<p><?php printf( esc_html__( 'Hello %s', 'woocommerce' ), '<strong><bdi>' . esc_html( $user->display_name ) . '</bdi></strong>' ); ?></p>
<?php do_action( 'woocommerce_account_dashboard' ); ?>
