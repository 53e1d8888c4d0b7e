<?php
/** The pages of the shop: the query is told, `template_redirect` comes before the first byte, then the frame with the page in it. */

function sandbox_draw_page(): void {
  global $product, $post;
  header( 'Content-Type: text/html; charset=UTF-8' );
  header( 'Link: <' . rest_url() . '>; rel="https://api.w.org/"' );
  $found = sandbox_parse_request();
  if ( $found && is_product() ) {
    $product = wc_get_product( (string) sandbox_request( 'slug' ) );
    $found   = $product instanceof WC_Product;
  }
  $post = (object) array( 'ID' => $product instanceof WC_Product ? $product->get_id() : (int) sandbox_request( 'postId', 0 ), 'post_type' => $product instanceof WC_Product ? 'product' : 'page' );
  do_action( 'wp', $GLOBALS['wp'] );
  if ( is_cart() || is_checkout() || is_account_page() ) {
    nocache_headers();
  }
  if ( is_checkout() && ! is_order_received_page() && WC()->cart->is_empty() ) {
    wc_add_notice( __( 'Checkout is not available whilst your cart is empty.', 'woocommerce' ), 'notice' );
    sandbox_go( sandbox_is_page( 'classic-checkout' ) ? home_url( '/classic-cart/' ) : wc_get_cart_url() );
  }
  do_action( 'template_redirect' );
  if ( ! $found ) {
    status_header( 404 );
  }
  // The content comes first, so that what it enqueues late still finds its way into the head of this small theme: block themes do the same.
  ob_start();
  sandbox_theme( $found ? sandbox_template() : 'missing' );
  sandbox_theme( 'frame', array( 'content' => ob_get_clean() ) );
}

function sandbox_template(): string {
  return match ( sandbox_request( 'page' ) ) {
    'order-received'         => 'block-order-received',
    'classic-order-received' => 'classic-order-received',
    'product'                => 'block-product',
    'cart'                   => 'block-cart',
    'checkout'               => 'block-checkout',
    default                  => sandbox_request( 'page' ),
  };
}

/** A block whose inside React draws in the browser: what PHP put there is replaced, what stands before and after it stays. */
function sandbox_react_block( string $name, string $class, array $inner, callable $draw ): string {
  foreach ( $inner as $one ) {
    sandbox_block( $one, '<div data-block-name="' . esc_attr( $one ) . '" class="wp-block-' . esc_attr( str_replace( '/', '-', $one ) ) . '"></div>' );
  }
  $content = sandbox_block( $name, '<div data-block-name="' . esc_attr( $name ) . '" class="' . esc_attr( $class ) . '"><!--react--><!--/react--></div>' );
  return preg_replace_callback( '%(<div data-block-name="' . preg_quote( $name, '%' ) . '"[^>]*>).*?<!--/react-->%s', fn( $m ) => $m[1] . sandbox_drawn( $draw ), $content, 1 );
}

function sandbox_drawn( callable $draw ): string {
  ob_start();
  $draw();
  return ob_get_clean();
}

function sandbox_page_title(): string {
  global $product;
  if ( $product instanceof WC_Product ) {
    return $product->get_name();
  }
  $endpoint = WC()->query->get_current_endpoint();
  $own      = '' === $endpoint ? '' : WC()->query->get_endpoint_title( $endpoint );
  if ( '' !== (string) $own ) {
    return $own;
  }
  return match ( sandbox_request( 'page' ) ) {
    'cart', 'classic-cart'         => __( 'Cart', 'woocommerce' ),
    'checkout', 'classic-checkout' => __( 'Checkout', 'woocommerce' ),
    'account'                      => __( 'My account', 'woocommerce' ),
    'home'                         => get_bloginfo( 'name' ),
    default                        => __( 'Page not found', 'woocommerce' ),
  };
}

/** What the block page's Store API said last. */
function sandbox_said(): void {
  $said = WC()->session->get( 'sandbox_said' );
  if ( $said ) {
    WC()->session->set( 'sandbox_said', null );
    echo '<div class="wc-block-components-notice-banner is-error" role="alert"><div>', wc_kses_notice( $said ), '</div></div>';
  }
}
