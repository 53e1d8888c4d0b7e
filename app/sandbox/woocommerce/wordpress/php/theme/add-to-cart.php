<?php
/** The form that puts a product into the cart; a variable one asks which. */
global $product;
do_action( 'woocommerce_before_add_to_cart_form' );
?>
<form class="cart<?php echo $product->is_type( 'variable' ) ? ' variations_form' : ''; ?>" method="post" action="<?php echo esc_url( $product->get_permalink() ); ?>"<?php if ( $product->is_type( 'variable' ) ) : ?> data-product_variations="<?php echo esc_attr( wp_json_encode( $product->get_available_variations() ) ); ?>"<?php endif; ?>>
<?php if ( $product->is_type( 'variable' ) ) : ?>
  <label for="variation"><?php esc_html_e( 'Choose an option', 'woocommerce' ); ?></label>
  <select id="variation" name="variation_id">
<?php foreach ( $product->get_available_variations( 'objects' ) as $variation ) : ?>
    <option value="<?php echo esc_attr( $variation->get_id() ); ?>"><?php echo esc_html( $variation->get_name() ); ?> – <?php echo esc_html( wp_strip_all_tags( wc_price( $variation->get_price() ) ) ); ?></option>
<?php endforeach; ?>
  </select>
  <div class="woocommerce-variation" role="status"></div>
<?php endif; ?>
<?php do_action( 'woocommerce_before_add_to_cart_button' ); ?>
<?php do_action( 'woocommerce_before_add_to_cart_quantity' ); ?>
  <label class="sb-hidden" for="quantity"><?php esc_html_e( 'Quantity', 'woocommerce' ); ?></label>
  <input id="quantity" type="number" name="quantity" value="1" min="1" class="qty">
<?php do_action( 'woocommerce_after_add_to_cart_quantity' ); ?>
  <button type="submit" name="add-to-cart" value="<?php echo esc_attr( $product->get_id() ); ?>" class="single_add_to_cart_button button"><?php esc_html_e( 'Add to cart', 'woocommerce' ); ?></button>
<?php do_action( 'woocommerce_after_add_to_cart_button' ); ?>
</form>
<?php
if ( $product->is_type( 'variable' ) ) {
  // WooCommerce's own script does the same: what a variation says of itself is shown when it is chosen.
  echo wp_get_inline_script_tag( "for (const form of document.querySelectorAll('.variations_form')) { const all = JSON.parse(form.dataset.product_variations); const show = () => { form.querySelector('.woocommerce-variation').innerHTML = all.find((one) => String(one.variation_id) === form.variation_id.value)?.availability_html ?? ''; }; form.variation_id.addEventListener('change', show); show(); }" );
}
do_action( 'woocommerce_after_add_to_cart_form' );
?>
