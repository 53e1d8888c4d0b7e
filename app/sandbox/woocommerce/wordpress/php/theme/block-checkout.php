<?php
/** The checkout as a block: as with the cart, nothing classic fires. */
$block = fn( string $name ) => "woocommerce/checkout-$name-block";
echo sandbox_block( 'core/post-title', '<h1 class="wp-block-post-title">' . esc_html__( 'Checkout', 'woocommerce' ) . '</h1>' );
echo sandbox_react_block(
  'woocommerce/checkout',
  'wp-block-woocommerce-checkout alignwide wc-block-checkout',
  array_map( $block, array( 'express-payment', 'contact-information', 'shipping-address', 'billing-address', 'payment', 'order-note', 'terms', 'actions', 'fields', 'order-summary', 'totals' ) ),
  fn() => sandbox_theme( 'block-checkout-form' )
);
