<?php
/** One product, its hooks in WooCommerce's order and at its priorities. */
global $product;
add_action( 'woocommerce_single_product_summary', function () {
  echo '<h1 class="product_title entry-title">', esc_html( $GLOBALS['product']->get_name() ), '</h1>';
}, 5 );
add_action( 'woocommerce_single_product_summary', function () {
  echo '<p class="price">', $GLOBALS['product']->get_price_html(), '</p>';
}, 10 );
add_action( 'woocommerce_single_product_summary', function () {
  echo '<div class="woocommerce-product-details__short-description">', wpautop( esc_html( $GLOBALS['product']->get_short_description() ) ), '</div>';
}, 20 );
add_action( 'woocommerce_single_product_summary', fn() => sandbox_theme( 'add-to-cart' ), 30 );
add_action( 'woocommerce_single_product_summary', function () {
  echo '<div class="product_meta">';
  do_action( 'woocommerce_product_meta_start' );
  echo '<span class="sku_wrapper">SKU: <bdi>', esc_html( $GLOBALS['product']->get_sku() ), '</bdi></span>';
  do_action( 'woocommerce_product_meta_end' );
  echo '</div>';
}, 40 );
do_action( 'woocommerce_before_single_product' );
?>
<div id="product-<?php echo esc_attr( $product->get_id() ); ?>" class="product">
<?php
do_action( 'woocommerce_before_single_product_summary' );
echo '<div class="woocommerce-product-gallery">', $product->get_image( 'full' ), '</div>';
?>
  <div class="summary entry-summary"><?php do_action( 'woocommerce_single_product_summary' ); ?></div>
<?php do_action( 'woocommerce_after_single_product_summary' ); ?>
</div>
<?php do_action( 'woocommerce_after_single_product' ); ?>
