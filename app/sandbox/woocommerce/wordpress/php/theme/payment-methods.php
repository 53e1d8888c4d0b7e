<?php
/** The ways of payment of the sandbox. */
?>
<fieldset class="wc_payment_methods"><legend><?php esc_html_e( 'Payment', 'woocommerce' ); ?></legend>
<?php foreach ( array( 'card' => __( 'Card (paid at once)', 'woocommerce' ), 'bacs' => __( 'Bank transfer (paid later)', 'woocommerce' ), 'cod' => __( 'Cash on delivery', 'woocommerce' ) ) as $method => $label ) : ?>
<label><input type="radio" name="payment_method" value="<?php echo esc_attr( $method ); ?>"<?php checked( $method, 'card' ); ?>> <?php echo esc_html( $label ); ?></label>
<?php endforeach; ?>
</fieldset>
