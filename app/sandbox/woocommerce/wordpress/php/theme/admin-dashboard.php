<?php
/** The first page of wp-admin. */
?>
<div class="wrap"><h1><?php esc_html_e( 'Dashboard', 'woocommerce' ); ?></h1>
<p><?php esc_html_e( 'A small WordPress with WooCommerce. The plugin’s page is in the menu.', 'woocommerce' ); ?></p></div>
