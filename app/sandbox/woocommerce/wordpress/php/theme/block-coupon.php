<?php
/** The blocks' own place for a code. */
?>
<form method="post" class="wc-block-components-totals-coupon"><label for="wc-block-coupon"><?php esc_html_e( 'Coupon code', 'woocommerce' ); ?></label> <input id="wc-block-coupon" type="text" name="coupon_code"> <button class="button is-quiet" name="sandbox_store_api" value="coupon"><?php esc_html_e( 'Apply coupon', 'woocommerce' ); ?></button></form>
