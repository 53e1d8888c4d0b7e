<?php
/** What is being bought, for how much. */
?>
<ul class="wp-review">
<?php foreach ( WC()->cart->get_cart() as $item ) : ?>
  <li><span><?php echo esc_html( $item['data']->get_name() ); ?> <bdi>× <?php echo esc_html( number_format_i18n( $item['quantity'] ) ); ?></bdi></span> <?php echo wc_price( $item['sandbox_price'] ); ?></li>
<?php endforeach; ?>
</ul>
<?php sandbox_theme( 'totals', array( 'blocks' => $blocks ?? false ) ); ?>
