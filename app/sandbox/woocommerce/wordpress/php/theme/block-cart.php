<?php
/** The cart as a block: React draws its inside in the browser, so no classic hook fires; what a plugin adds goes around it, through `render_block`. */
$block = fn( string $name ) => "woocommerce/$name";
echo sandbox_block( 'core/post-title', '<h1 class="wp-block-post-title">' . esc_html__( 'Cart', 'woocommerce' ) . '</h1>' );
echo sandbox_react_block(
  'woocommerce/cart',
  'wp-block-woocommerce-cart alignwide',
  array_map( $block, array( 'cart-line-items-block', 'cart-items-block', 'cart-order-summary-totals-block', 'cart-order-summary-block', 'cart-express-payment-block', 'proceed-to-checkout-block', 'cart-accepted-payment-methods-block', 'cart-totals-block', 'filled-cart-block', 'empty-cart-block' ) ),
  fn() => sandbox_theme( WC()->cart->is_empty() ? 'block-cart-empty' : 'block-cart-filled' )
);
