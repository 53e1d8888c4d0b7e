<?php
/** The account page: a list to log in from, or the menu and the open tab. */
?>
<h1><?php echo esc_html( sandbox_page_title() ); ?></h1>
<div class="woocommerce">
<?php
if ( ! is_user_logged_in() ) {
  do_action( 'woocommerce_before_customer_login_form' );
  wc_print_notices();
  sandbox_theme( 'login' );
  do_action( 'woocommerce_after_customer_login_form' );
  echo '</div>';
  return;
}
do_action( 'woocommerce_account_navigation' );
?>
<div class="woocommerce-MyAccount-content">
<?php woocommerce_output_all_notices(); ?>
<?php do_action( 'woocommerce_account_content' ); ?>
</div>
</div>
