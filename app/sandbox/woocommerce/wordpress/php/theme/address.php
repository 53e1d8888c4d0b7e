<?php
/** The address the shop knows. */
?>
<address><?php echo nl2br( esc_html( implode( "\n", array_filter( array_map( fn( $key ) => WC()->customer->get_billing()[ $key ] ?? '', array( 'first_name', 'last_name', 'address_1', 'postcode', 'city', 'country' ) ) ) ) ) ); ?></address>
