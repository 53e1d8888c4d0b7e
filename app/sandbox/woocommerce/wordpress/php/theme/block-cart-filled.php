<?php
/** What is in the cart and what it costs, as the block draws it. */
?>
<?php sandbox_said(); ?>
<div class="wc-block-cart">
<div class="wc-block-cart__main"><table class="shop_table"><thead><tr><th><?php esc_html_e( 'Product', 'woocommerce' ); ?></th><th><?php esc_html_e( 'Quantity', 'woocommerce' ); ?></th><th><?php esc_html_e( 'Total', 'woocommerce' ); ?></th></tr></thead><tbody>
<?php foreach ( WC()->cart->get_cart() as $key => $item ) : ?>
<tr class="wc-block-cart-items__row"><td class="product-name"><?php echo esc_html( $item['data']->get_name() ); ?></td>
<td><form method="post" class="wp-quantity"><input type="hidden" name="key" value="<?php echo esc_attr( $key ); ?>"><input class="qty" type="number" min="0" name="quantity" value="<?php echo esc_attr( $item['quantity'] ); ?>" aria-label="<?php echo esc_attr( __( 'Quantity', 'woocommerce' ) . ': ' . $item['data']->get_name() ); ?>"> <button class="wp-link" name="sandbox_store_api" value="quantity"><?php esc_html_e( 'Change', 'woocommerce' ); ?></button></form></td>
<td class="product-subtotal"><?php echo wc_price( $item['sandbox_price'] ); ?></td></tr>
<?php endforeach; ?>
</tbody></table></div>
<div class="wc-block-cart__sidebar"><h2><?php esc_html_e( 'Cart totals', 'woocommerce' ); ?></h2>
<?php sandbox_theme( 'totals', array( 'blocks' => true ) ); ?>
<?php sandbox_theme( 'block-coupon' ); ?>
<p><a class="button wc-block-cart__submit-button" href="<?php echo esc_url( wc_get_checkout_url() ); ?>"><?php esc_html_e( 'Proceed to checkout', 'woocommerce' ); ?></a></p></div>
</div>
