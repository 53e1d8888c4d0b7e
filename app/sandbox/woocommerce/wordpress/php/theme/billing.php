<?php
/** Who buys: a guest types an address, a customer is known. */
$user = wp_get_current_user();
?>
<div class="woocommerce-billing-fields"><h2><?php esc_html_e( 'Contact information', 'woocommerce' ); ?></h2>
<p class="form-row"><label for="billing_email"><?php esc_html_e( 'Email address', 'woocommerce' ); ?></label>
<input type="email" id="billing_email" name="billing_email" autocomplete="email" required value="<?php echo esc_attr( $user->user_email ); ?>"></p>
<?php if ( $user->exists() ) : ?><p><bdi><?php echo esc_html( $user->display_name ); ?></bdi></p><?php endif; ?>
</div>
