<?php
/** The account page: its menu, the addresses of its tabs, and which tab is open. */

function wc_get_account_menu_items() {
  $items = array(
    'dashboard'       => __( 'Dashboard', 'woocommerce' ),
    'orders'          => __( 'Orders', 'woocommerce' ),
    'edit-address'    => __( 'Addresses', 'woocommerce' ),
    'edit-account'    => __( 'Account details', 'woocommerce' ),
    'customer-logout' => __( 'Log out', 'woocommerce' ),
  );
  return apply_filters( 'woocommerce_account_menu_items', $items, WC()->query->get_query_vars() );
}

function wc_get_account_menu_item_classes( $endpoint ) {
  $classes = array( 'woocommerce-MyAccount-navigation-link', 'woocommerce-MyAccount-navigation-link--' . $endpoint );
  if ( wc_is_current_account_menu_item( $endpoint ) ) {
    $classes[] = 'is-active';
  }
  return implode( ' ', array_map( 'sanitize_html_class', apply_filters( 'woocommerce_account_menu_item_classes', $classes, $endpoint ) ) );
}

function wc_is_current_account_menu_item( $endpoint ) {
  global $wp;
  return isset( $wp->query_vars[ $endpoint ] ) || ( 'dashboard' === $endpoint && array() === array_diff_key( $wp->query_vars, array( 'pagename' => 1 ) ) );
}

function wc_get_account_endpoint_url( $endpoint ) {
  $account = wc_get_page_permalink( 'myaccount' );
  if ( 'dashboard' === $endpoint ) {
    return $account;
  }
  return 'customer-logout' === $endpoint ? wp_logout_url( $account ) : wc_get_endpoint_url( $endpoint, '', $account );
}

function woocommerce_account_navigation() {
  do_action( 'woocommerce_before_account_navigation' );
  echo '<nav class="woocommerce-MyAccount-navigation" aria-label="', esc_attr__( 'Account pages', 'woocommerce' ), '"><ul>';
  foreach ( wc_get_account_menu_items() as $endpoint => $label ) {
    printf( '<li class="%s"><a href="%s"%s>%s</a></li>', esc_attr( wc_get_account_menu_item_classes( $endpoint ) ), esc_url( wc_get_account_endpoint_url( $endpoint ) ), wc_is_current_account_menu_item( $endpoint ) ? ' aria-current="page"' : '', esc_html( $label ) );
  }
  echo '</ul></nav>';
  do_action( 'woocommerce_after_account_navigation' );
}

/** The first query variable with something hooked to it is the tab; without one it is the dashboard. */
function woocommerce_account_content() {
  global $wp;
  foreach ( $wp->query_vars as $key => $value ) {
    if ( 'pagename' !== $key && has_action( 'woocommerce_account_' . $key . '_endpoint' ) ) {
      do_action( 'woocommerce_account_' . $key . '_endpoint', $value );
      return;
    }
  }
  sandbox_theme( 'dashboard' );
}

add_action( 'woocommerce_account_navigation', 'woocommerce_account_navigation' );
add_action( 'woocommerce_account_content', 'woocommerce_account_content' );
add_action( 'woocommerce_account_orders_endpoint', fn() => sandbox_theme( 'orders' ) );
add_action( 'woocommerce_account_view-order_endpoint', fn( $id ) => sandbox_theme( 'view-order', array( 'order' => wc_get_order( absint( $id ) ) ) ) );
add_action( 'woocommerce_account_edit-address_endpoint', fn() => sandbox_theme( 'address' ) );
add_action( 'woocommerce_account_edit-account_endpoint', fn() => sandbox_theme( 'details' ) );
