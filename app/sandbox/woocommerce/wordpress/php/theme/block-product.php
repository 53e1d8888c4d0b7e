<?php
/**
 * One product in a block theme: blocks for name, price, text and form. WooCommerce's compatibility layer fires the classic hooks beside them, without WooCommerce's own callbacks: a plugin that listens to
 * both must speak once.
 */
global $product;
do_action( 'woocommerce_before_single_product' );
?>
<div id="product-<?php echo esc_attr( $product->get_id() ); ?>" class="product">
<?php
do_action( 'woocommerce_before_single_product_summary' );
echo sandbox_block( 'woocommerce/product-image-gallery', '<div class="woocommerce-product-gallery">' . $product->get_image( 'full' ) . '</div>' );
?>
  <div class="summary entry-summary">
<?php
echo sandbox_block( 'core/post-title', '<h1 class="wp-block-post-title">' . esc_html( $product->get_name() ) . '</h1>' );
echo sandbox_block( 'woocommerce/product-price', '<div class="wp-block-woocommerce-product-price price">' . $product->get_price_html() . '</div>', array( 'isDescendentOfSingleProductTemplate' => true ) );
do_action( 'woocommerce_single_product_summary' );
echo sandbox_block( 'core/post-excerpt', '<div class="wp-block-post-excerpt">' . wpautop( esc_html( $product->get_short_description() ) ) . '</div>' );
echo sandbox_block( 'woocommerce/add-to-cart-form', sandbox_drawn( fn() => sandbox_theme( 'add-to-cart' ) ) );
?>
  </div>
<?php do_action( 'woocommerce_after_single_product_summary' ); ?>
</div>
<?php do_action( 'woocommerce_after_single_product' ); ?>
