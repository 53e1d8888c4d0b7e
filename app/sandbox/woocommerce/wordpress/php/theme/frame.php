<?php
/** The frame of every page: head, the sandbox's banner, the shop's name and ways, the page, the foot. */
$ways = array(
  array( __( 'Shop', 'woocommerce' ), '/', 'home' ),
  array( __( 'Cart', 'woocommerce' ), '/cart/', 'cart' ),
  array( __( 'Classic cart', 'woocommerce' ), '/classic-cart/', 'classic-cart' ),
  array( is_user_logged_in() ? __( 'My account', 'woocommerce' ) : __( 'Log in', 'woocommerce' ), '/my-account/', 'account' ),
);
$tongues = array( 'en' => 'English', 'fa' => 'فارسی', 'ar' => 'العربية' );
$count   = WC()->cart->get_cart_contents_count();
?>
<!doctype html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo( 'charset' ); ?>">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?php echo esc_html( sandbox_page_title() . ' – ' . get_bloginfo( 'name' ) ); ?></title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/assets/sandbox.css">
<link rel="stylesheet" href="/sandbox/assets/wordpress.css">
<link rel="stylesheet" href="/sandbox/assets/woocommerce.css">
<link rel="stylesheet" href="/sandbox/assets/woocommerce-account.css">
<?php wp_head(); ?>
</head>
<body class="wp-site <?php echo esc_attr( 'page-' . sandbox_request( 'page' ) . ( is_rtl() ? ' rtl' : '' ) . ( is_user_logged_in() ? ' logged-in' : '' ) . ( is_cart() ? ' woocommerce-cart woocommerce-page' : '' ) . ( is_checkout() ? ' woocommerce-checkout woocommerce-page' : '' ) . ( is_account_page() ? ' woocommerce-account woocommerce-page' : '' ) ); ?>">
<?php wp_body_open(); ?>
<?php echo sandbox_request( 'banner', '' ); ?>
<header class="wp-site-header">
  <div class="wp-site-brand"><a href="<?php echo esc_url( home_url( '/' ) ); ?>"><bdi><?php bloginfo( 'name' ); ?></bdi></a> <span><?php echo esc_html( get_bloginfo( 'description' ) ); ?></span></div>
  <nav class="wp-site-ways" aria-label="<?php esc_attr_e( 'Shop', 'woocommerce' ); ?>"><ul>
<?php foreach ( $ways as [ $label, $path, $page ] ) : ?>
    <li><a href="<?php echo esc_url( home_url( $path ) ); ?>"<?php echo sandbox_is_page( $page ) ? ' aria-current="page"' : ''; ?>><?php echo esc_html( $label ); ?><?php if ( 'cart' === $page && $count > 0 ) : ?> <span class="wp-site-count"><?php echo esc_html( number_format_i18n( $count ) ); ?></span><?php endif; ?></a></li>
<?php endforeach; ?>
  </ul></nav>
  <ul class="wp-site-tongues">
<?php foreach ( $tongues as $tongue => $name ) : ?>
    <li><?php if ( str_starts_with( determine_locale(), $tongue ) ) : ?><span lang="<?php echo esc_attr( $tongue ); ?>" aria-current="true"><?php echo esc_html( $name ); ?></span><?php else : ?><a lang="<?php echo esc_attr( $tongue ); ?>" hreflang="<?php echo esc_attr( $tongue ); ?>" href="<?php echo esc_url( add_query_arg( 'lang', $tongue ) ); ?>"><?php echo esc_html( $name ); ?></a><?php endif; ?></li>
<?php endforeach; ?>
  </ul>
</header>
<main class="wp-site-main">
<?php echo $content; ?>
</main>
<footer class="wp-site-footer"><p><bdi><?php bloginfo( 'name' ); ?></bdi></p></footer>
<?php wp_footer(); ?>
</body>
</html>
