<?php
/** The frame of wp-admin: the dark bar and menu, notices, the page. */
global $sandbox_menu, $title;
$user  = wp_get_current_user();
$items = array_filter( $sandbox_menu, fn( $one ) => current_user_can( $one['capability'] ) );
?>
<!doctype html>
<html <?php language_attributes(); ?> class="wp-toolbar">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?php echo esc_html( wp_strip_all_tags( $title ) . ' ‹ ' . get_bloginfo( 'name' ) . ' — WordPress' ); ?></title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/assets/sandbox.css">
<link rel="stylesheet" href="/sandbox/assets/wp-admin.css">
<?php
do_action( 'admin_print_styles' );
sandbox_print_styles();
sandbox_print_scripts( false );
do_action( 'admin_head' );
?>
</head>
<body class="wp-admin wp-core-ui <?php echo esc_attr( sanitize_html_class( $hook ) . ( is_rtl() ? ' rtl' : '' ) ); ?>">
<?php echo sandbox_request( 'banner', '' ); ?>
<div id="wpadminbar"><a href="<?php echo esc_url( home_url( '/' ) ); ?>"><bdi><?php bloginfo( 'name' ); ?></bdi></a><span><?php foreach ( array( 'en' => 'English', 'fa' => 'فارسی', 'ar' => 'العربية' ) as $tongue => $name ) : ?><a lang="<?php echo esc_attr( $tongue ); ?>" href="<?php echo esc_url( add_query_arg( 'lang', $tongue ) ); ?>"<?php echo str_starts_with( determine_locale(), $tongue ) ? ' aria-current="true"' : ''; ?>><?php echo esc_html( $name ); ?></a> <?php endforeach; ?></span><span><bdi><?php echo esc_html( $user->display_name ); ?></bdi> <a href="<?php echo esc_url( wp_logout_url() ); ?>"><?php esc_html_e( 'Log out', 'woocommerce' ); ?></a></span></div>
<div id="wpwrap">
<nav id="adminmenu" aria-label="<?php esc_attr_e( 'Main menu', 'woocommerce' ); ?>"><ul>
  <li><a href="<?php echo esc_url( admin_url() ); ?>"<?php echo '' === $slug ? ' aria-current="page"' : ''; ?>><?php esc_html_e( 'Dashboard', 'woocommerce' ); ?></a></li>
  <li><a href="<?php echo esc_url( sandbox_request( 'desk', '#' ) ); ?>"><?php esc_html_e( 'WooCommerce', 'woocommerce' ); ?> · <?php esc_html_e( 'Orders', 'woocommerce' ); ?></a></li>
<?php foreach ( $items as $item => $one ) : ?>
  <li><a href="<?php echo esc_url( admin_url( 'admin.php?page=' . $item ) ); ?>"<?php echo $item === $slug ? ' aria-current="page"' : ''; ?>><?php echo esc_html( wp_strip_all_tags( $one['label'] ) ); ?></a></li>
<?php endforeach; ?>
</ul></nav>
<main id="wpbody-content"><?php echo $notices, $content; ?></main>
</div>
<?php
do_action( 'admin_footer', '' );
do_action( 'admin_print_footer_scripts' );
sandbox_print_styles();
sandbox_print_scripts( true );
?>
</body>
</html>
