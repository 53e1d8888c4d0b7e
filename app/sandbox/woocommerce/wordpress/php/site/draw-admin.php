<?php
/** wp-admin: who is no staff is led to the account page, as WooCommerce does it; a page whose capability is missing is refused. */

function sandbox_draw_admin(): void {
  global $sandbox_menu, $sandbox_screen, $title;
  header( 'Content-Type: text/html; charset=UTF-8' );
  nocache_headers();
  if ( ! is_user_logged_in() ) {
    sandbox_go( wp_login_url( home_url( sandbox_request( 'path' ) ) ) );
  }
  if ( ! current_user_can( 'edit_posts' ) && ! current_user_can( 'manage_woocommerce' ) && ! current_user_can( 'view_admin_dashboard' ) && apply_filters( 'woocommerce_prevent_admin_access', true ) ) {
    sandbox_go( wc_get_page_permalink( 'myaccount' ) );
  }
  do_action( 'admin_menu', '' );
  do_action( 'admin_init' );
  $slug = sanitize_key( $_GET['page'] ?? '' );
  $page = $sandbox_menu[ $slug ] ?? null;
  if ( '' !== $slug && ( null === $page || ! current_user_can( $page['capability'] ) ) ) {
    wp_die( 'Sorry, you are not allowed to access this page.', 403 );
  }
  $hook           = $page['hook'] ?? 'index.php';
  $sandbox_screen = new WP_Screen( $page ? $hook : 'dashboard', $page ? $hook : 'dashboard' );
  $title          = $page['title'] ?? __( 'Dashboard', 'woocommerce' );
  do_action( 'current_screen', $sandbox_screen );
  do_action( "load-$hook" );
  ob_start();
  do_action( 'admin_notices' );
  do_action( 'all_admin_notices' );
  $notices = ob_get_clean();
  do_action( 'admin_enqueue_scripts', $hook );
  ob_start();
  null === $page ? sandbox_theme( 'admin-dashboard' ) : do_action( $hook );
  sandbox_theme( 'admin', array( 'hook' => $hook, 'slug' => $slug, 'notices' => $notices, 'content' => ob_get_clean() ) );
}
