<?php
/** What shoppers do with the shop itself: put into the cart, change it, apply a code, place the order. Classic forms are WooCommerce's; those of the block pages stand for its Store API. */

function sandbox_deeds(): void {
  if ( null === WC()->cart ) {
    return;
  }
  if ( isset( $_REQUEST['add-to-cart'] ) && is_numeric( $_REQUEST['add-to-cart'] ) ) {
    sandbox_deed_add();
  } elseif ( ! empty( $_GET['remove_coupon'] ) ) {
    WC()->cart->remove_coupon( wp_unslash( $_GET['remove_coupon'] ) );
    wc_add_notice( __( 'Coupon has been removed.', 'woocommerce' ) );
    sandbox_go( remove_query_arg( 'remove_coupon' ) );
  } elseif ( isset( $_POST['apply_coupon'] ) ) {
    WC()->cart->apply_coupon( wp_unslash( $_POST['coupon_code'] ?? '' ) );
    sandbox_go();
  } elseif ( isset( $_POST['update_cart'] ) && wp_verify_nonce( wp_unslash( $_POST['woocommerce-cart-nonce'] ?? '' ), 'woocommerce-cart' ) ) {
    foreach ( (array) ( $_POST['cart'] ?? array() ) as $key => $line ) {
      WC()->cart->set_quantity( (string) $key, (int) ( $line['qty'] ?? 1 ) );
    }
    wc_add_notice( __( 'Cart updated.', 'woocommerce' ) );
    sandbox_go();
  } elseif ( isset( $_POST['woocommerce_checkout_place_order'] ) ) {
    sandbox_deed_order( 'checkout', wp_verify_nonce( wp_unslash( $_POST['woocommerce-process-checkout-nonce'] ?? '' ), 'woocommerce-process_checkout' ) );
  } elseif ( isset( $_POST['sandbox_store_api'] ) ) {
    sandbox_store_api( (string) $_POST['sandbox_store_api'] );
  }
}

function sandbox_go( ?string $where = null ): void {
  wp_safe_redirect( $where ?? sandbox_own_address(), 303 );
  exit;
}

function sandbox_deed_add(): void {
  WC()->cart->add_to_cart( (int) $_REQUEST['add-to-cart'], (int) ( $_REQUEST['quantity'] ?? 1 ), (int) ( $_REQUEST['variation_id'] ?? 0 ) );
  sandbox_go( empty( $_REQUEST['sandbox_classic'] ) ? wc_get_cart_url() : home_url( '/classic-cart/' ) );
}

/** The block pages say what went wrong themselves; WooCommerce's notices are not theirs. */
function sandbox_store_api( string $what ): void {
  $before = wc_get_notices();
  if ( 'coupon' === $what ) {
    $fine   = WC()->cart->apply_coupon( wp_unslash( $_POST['coupon_code'] ?? '' ) );
    $errors = array_column( wc_get_notices( 'error' ), 'notice' );
    wc_set_notices( $before );
    WC()->session->set( 'sandbox_said', $fine ? null : end( $errors ) );
  } elseif ( 'remove-coupon' === $what ) {
    WC()->cart->remove_coupon( wp_unslash( $_POST['coupon_code'] ?? '' ) );
  } elseif ( 'quantity' === $what ) {
    WC()->cart->set_quantity( (string) ( $_POST['key'] ?? '' ), (int) ( $_POST['quantity'] ?? 1 ) );
  } elseif ( 'order' === $what ) {
    sandbox_deed_order( 'store-api', true );
  }
  sandbox_go();
}

function sandbox_deed_order( string $via, $fresh ): void {
  if ( ! $fresh ) {
    wc_add_notice( __( 'We were unable to process your order, please try again.', 'woocommerce' ), 'error' );
    return;
  }
  $answer = sandbox_ask( 'place-order', array( 'via' => $via, 'email' => sanitize_email( wp_unslash( $_POST['billing_email'] ?? '' ) ), 'payment' => sanitize_key( $_POST['payment_method'] ?? 'card' ) ) );
  if ( ! $answer['ok'] ) {
    if ( 'store-api' === $via ) {
      WC()->session->set( 'sandbox_said', $answer['message'] );
      sandbox_go();
    }
    wc_add_notice( esc_html( $answer['message'] ), 'error' );
    return;
  }
  do_action( 'store-api' === $via ? 'woocommerce_store_api_checkout_order_processed' : 'woocommerce_checkout_order_processed', $answer['id'] );
  $page = 'store-api' === $via ? '/checkout' : '/classic-checkout';
  sandbox_go( add_query_arg( 'key', $answer['key'], home_url( "$page/order-received/{$answer['id']}/" ) ) );
}
