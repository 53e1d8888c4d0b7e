<?php
/** Styles and scripts: registered, enqueued, printed in the head or the foot; data for scripts as JSON. Same origin, because there is no other. */

$sandbox_assets = array( 'style' => array(), 'script' => array() );

function sandbox_register_asset( string $kind, string $handle, $src, array $more ): bool {
  global $sandbox_assets;
  if ( isset( $sandbox_assets[ $kind ][ $handle ] ) ) {
    return false;
  }
  $sandbox_assets[ $kind ][ $handle ] = $more + array( 'src' => $src, 'deps' => array(), 'ver' => false, 'inline' => array( 'before' => '', 'after' => '' ), 'queued' => false, 'done' => false, 'footer' => false, 'data' => array() );
  return true;
}

function sandbox_enqueue_asset( string $kind, string $handle, $src, array $more ): void {
  global $sandbox_assets;
  if ( $src ) {
    sandbox_register_asset( $kind, $handle, $src, $more );
  }
  if ( isset( $sandbox_assets[ $kind ][ $handle ] ) ) {
    $sandbox_assets[ $kind ][ $handle ]['queued'] = true;
  }
}

function wp_register_style( $handle, $src, $deps = array(), $ver = false, $media = 'all' ) {
  return sandbox_register_asset( 'style', $handle, $src, array( 'deps' => $deps, 'ver' => $ver, 'media' => $media ) );
}

function wp_enqueue_style( $handle, $src = '', $deps = array(), $ver = false, $media = 'all' ) {
  sandbox_enqueue_asset( 'style', $handle, $src, array( 'deps' => $deps, 'ver' => $ver, 'media' => $media ) );
}

function wp_register_script( $handle, $src, $deps = array(), $ver = false, $args = array() ) {
  return sandbox_register_asset( 'script', $handle, $src, array( 'deps' => $deps, 'ver' => $ver, 'footer' => is_array( $args ) ? ! empty( $args['in_footer'] ) : (bool) $args, 'strategy' => is_array( $args ) ? ( $args['strategy'] ?? '' ) : '' ) );
}

function wp_enqueue_script( $handle, $src = '', $deps = array(), $ver = false, $args = array() ) {
  sandbox_enqueue_asset( 'script', $handle, $src, array( 'deps' => $deps, 'ver' => $ver, 'footer' => is_array( $args ) ? ! empty( $args['in_footer'] ) : (bool) $args, 'strategy' => is_array( $args ) ? ( $args['strategy'] ?? '' ) : '' ) );
}

function wp_style_add_data( $handle, $key, $value ) {
  global $sandbox_assets;
  $sandbox_assets['style'][ $handle ]['data'][ $key ] = $value;
  return true;
}

function wp_script_add_data( $handle, $key, $value ) {
  global $sandbox_assets;
  $sandbox_assets['script'][ $handle ]['data'][ $key ] = $value;
  return true;
}

function sandbox_add_inline( string $kind, string $handle, string $data, string $position ): bool {
  global $sandbox_assets;
  if ( ! isset( $sandbox_assets[ $kind ][ $handle ] ) ) {
    return false;
  }
  $sandbox_assets[ $kind ][ $handle ]['inline'][ $position ] .= $data . "\n";
  return true;
}

function wp_add_inline_style( $handle, $data ) {
  return sandbox_add_inline( 'style', $handle, $data, 'after' );
}

function wp_add_inline_script( $handle, $data, $position = 'after' ) {
  return sandbox_add_inline( 'script', $handle, $data, $position );
}

function wp_localize_script( $handle, $object_name, $l10n ) {
  return sandbox_add_inline( 'script', $handle, "var $object_name = " . wp_json_encode( $l10n, JSON_HEX_TAG ) . ';', 'before' );
}

function wp_set_script_translations( $handle, $domain = 'default', $path = '' ) {
  return true;
}

function wp_dequeue_style( $handle ) {
  global $sandbox_assets;
  $sandbox_assets['style'][ $handle ]['queued'] = false;
}

function wp_dequeue_script( $handle ) {
  global $sandbox_assets;
  $sandbox_assets['script'][ $handle ]['queued'] = false;
}

function wp_style_is( $handle, $status = 'enqueued' ) {
  global $sandbox_assets;
  return isset( $sandbox_assets['style'][ $handle ] ) && ( 'registered' === $status || $sandbox_assets['style'][ $handle ]['queued'] );
}

function wp_script_is( $handle, $status = 'enqueued' ) {
  global $sandbox_assets;
  return isset( $sandbox_assets['script'][ $handle ] ) && ( 'registered' === $status || $sandbox_assets['script'][ $handle ]['queued'] );
}

function sandbox_print_styles(): void {
  global $sandbox_assets;
  foreach ( array_keys( $sandbox_assets['style'] ) as $handle ) {
    if ( $sandbox_assets['style'][ $handle ]['queued'] ) {
      sandbox_print_style( $handle );
    }
  }
}

function sandbox_print_style( string $handle ): void {
  global $sandbox_assets;
  $one = $sandbox_assets['style'][ $handle ] ?? null;
  if ( null === $one || $one['done'] ) {
    return;
  }
  $sandbox_assets['style'][ $handle ]['done'] = true;
  foreach ( $one['deps'] as $dep ) {
    sandbox_print_style( $dep );
  }
  $src = $one['src'];
  if ( $src && is_rtl() && 'replace' === ( $one['data']['rtl'] ?? '' ) ) {
    $src = preg_replace( '/(\.min)?\.css$/', '-rtl$1.css', $src );
  }
  if ( $src ) {
    printf( "<link rel='stylesheet' id='%s-css' href='%s' media='%s' />\n", esc_attr( $handle ), esc_url( $one['ver'] ? add_query_arg( 'ver', $one['ver'], $src ) : $src ), esc_attr( $one['media'] ) );
  }
  if ( '' !== $one['inline']['after'] ) {
    printf( "<style id='%s-inline-css'>\n%s</style>\n", esc_attr( $handle ), $one['inline']['after'] );
  }
}

function sandbox_print_scripts( bool $footer ): void {
  global $sandbox_assets;
  foreach ( array_keys( $sandbox_assets['script'] ) as $handle ) {
    $one = $sandbox_assets['script'][ $handle ];
    if ( $one['queued'] && ! $one['done'] && ( $footer || ! $one['footer'] ) ) {
      sandbox_print_script( $handle );
    }
  }
}

function sandbox_print_script( string $handle ): void {
  global $sandbox_assets;
  $one = $sandbox_assets['script'][ $handle ] ?? null;
  if ( null === $one || $one['done'] ) {
    return;
  }
  $sandbox_assets['script'][ $handle ]['done'] = true;
  foreach ( $one['deps'] as $dep ) {
    sandbox_print_script( $dep );
  }
  if ( '' !== $one['inline']['before'] ) {
    printf( "<script id='%s-js-before'>\n%s</script>\n", esc_attr( $handle ), $one['inline']['before'] );
  }
  if ( $one['src'] ) {
    $late = $one['strategy'] ?? '';
    printf( "<script src='%s' id='%s-js'%s></script>\n", esc_url( $one['ver'] ? add_query_arg( 'ver', $one['ver'], $one['src'] ) : $one['src'] ), esc_attr( $handle ), $late ? ' ' . esc_attr( $late ) : '' );
  }
  if ( '' !== $one['inline']['after'] ) {
    printf( "<script id='%s-js-after'>\n%s</script>\n", esc_attr( $handle ), $one['inline']['after'] );
  }
}

function wp_print_inline_script_tag( $data, $attributes = array() ) {
  echo wp_get_inline_script_tag( $data, $attributes );
}

function wp_get_inline_script_tag( $data, $attributes = array() ) {
  $text = '';
  foreach ( $attributes as $name => $value ) {
    $text .= true === $value ? ' ' . $name : sprintf( ' %s="%s"', $name, esc_attr( $value ) );
  }
  return "<script$text>\n$data\n</script>\n";
}

function wp_head() {
  do_action( 'wp_head' );
}

function wp_footer() {
  do_action( 'wp_footer' );
}

function wp_body_open() {
  do_action( 'wp_body_open' );
}

function wp_enqueue_scripts() {
  do_action( 'wp_enqueue_scripts' );
}

add_action( 'wp_head', 'wp_enqueue_scripts', 1 );
add_action( 'wp_head', 'sandbox_print_styles', 8 );
add_action( 'wp_head', fn() => sandbox_print_scripts( false ), 9 );
add_action( 'wp_footer', 'sandbox_print_styles', 20 );
add_action( 'wp_footer', fn() => sandbox_print_scripts( true ), 20 );
