<?php
/** The shop's products. */
?>
<h1 class="sb-hidden"><?php bloginfo( 'name' ); ?></h1>
<ul class="products">
<?php foreach ( wc_get_products( array( 'limit' => -1 ) ) as $one ) : ?>
  <li class="product">
    <?php
    $GLOBALS['product'] = $one;
    do_action( 'woocommerce_before_shop_loop_item' );
    ?>
    <a class="woocommerce-loop-product__link" href="<?php echo esc_url( $one->get_permalink() ); ?>"><?php echo $one->get_image(); ?><h2 class="woocommerce-loop-product__title"><?php echo esc_html( $one->get_name() ); ?></h2></a>
    <?php do_action( 'woocommerce_after_shop_loop_item_title' ); ?>
    <span class="price"><?php echo $one->get_price_html(); ?></span>
    <?php
    do_action( 'woocommerce_after_shop_loop_item' );
    unset( $GLOBALS['product'] );
    ?>
  </li>
<?php endforeach; ?>
</ul>
