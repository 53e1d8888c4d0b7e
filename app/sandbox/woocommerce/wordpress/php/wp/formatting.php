<?php
/**
 * Escaping and cleaning, as strict and as loose as WordPress: what is an entity already is not escaped again (but in a textarea), a script's
 * address becomes nothing, a request's values are slashed and must be unslashed.
 */

function wp_check_invalid_utf8( $text, $strip = false ) {
  $text = (string) $text;
  if ( '' === $text || mb_check_encoding( $text, 'UTF-8' ) ) {
    return $text;
  }
  return $strip ? mb_convert_encoding( $text, 'UTF-8', 'UTF-8' ) : '';
}

/** Every `&` that begins no entity becomes `&amp;`; an entity that HTML does not know is none. */
function wp_kses_normalize_entities( $content, $context = 'html' ) {
  $content = str_replace( '&', '&amp;', (string) $content );
  $content = preg_replace_callback( '/&amp;([A-Za-z]{2,8}[0-9]{0,2});/', 'sandbox_named_entity', $content );
  $content = preg_replace_callback( '/&amp;#(0*[0-9]{1,7});/', fn( $m ) => sandbox_numbered_entity( (int) $m[1], '&#' . str_pad( ltrim( $m[1], '0' ), 3, '0', STR_PAD_LEFT ) . ';', $m[1] ), $content );
  return preg_replace_callback( '/&amp;#[Xx](0*[0-9A-Fa-f]{1,6});/', fn( $m ) => sandbox_numbered_entity( (int) hexdec( $m[1] ), '&#x' . ltrim( $m[1], '0' ) . ';', 'x' . $m[1] ), $content );
}

function sandbox_named_entity( array $m ): string {
  $whole = '&' . $m[1] . ';';
  return html_entity_decode( $whole, ENT_QUOTES | ENT_HTML401, 'UTF-8' ) !== $whole || 'apos' === $m[1] ? $whole : '&amp;' . $m[1] . ';';
}

function sandbox_numbered_entity( int $number, string $entity, string $written ): string {
  $fine = in_array( $number, array( 9, 10, 13 ), true ) || ( $number >= 32 && $number <= 0xD7FF ) || ( $number >= 0xE000 && $number <= 0xFFFD ) || ( $number >= 0x10000 && $number <= 0x10FFFF );
  return $fine ? $entity : "&amp;#$written;";
}

function _wp_specialchars( $text, $quote_style = ENT_NOQUOTES, $charset = false, $double_encode = false ) {
  $text = (string) $text;
  if ( '' === $text || ! preg_match( '/[&<>"\']/', $text ) ) {
    return $text;
  }
  if ( ! $double_encode ) {
    $text = wp_kses_normalize_entities( $text );
  }
  return htmlspecialchars( $text, ENT_QUOTES === $quote_style ? ENT_QUOTES : ENT_NOQUOTES, 'UTF-8', $double_encode );
}

function wp_specialchars_decode( $text, $quote_style = ENT_NOQUOTES ) {
  $text = str_replace( array( '&lt;', '&#060;', '&#x3c;', '&gt;', '&#062;', '&#x3e;' ), array( '<', '<', '<', '>', '>', '>' ), (string) $text );
  if ( ENT_QUOTES === $quote_style || ENT_COMPAT === $quote_style ) {
    $text = str_replace( array( '&quot;', '&#034;', '&#x22;' ), '"', $text );
  }
  if ( ENT_QUOTES === $quote_style ) {
    $text = str_replace( array( '&#039;', '&#x27;' ), "'", $text );
  }
  return str_replace( array( '&amp;', '&#038;', '&#x26;' ), '&', $text );
}

function esc_html( $text ) {
  return apply_filters( 'esc_html', _wp_specialchars( wp_check_invalid_utf8( $text ), ENT_QUOTES ), $text );
}

function esc_attr( $text ) {
  return apply_filters( 'attribute_escape', _wp_specialchars( wp_check_invalid_utf8( $text ), ENT_QUOTES ), $text );
}

/** What stands in a textarea is what will be sent again: entities too are escaped. */
function esc_textarea( $text ) {
  return apply_filters( 'esc_textarea', htmlspecialchars( (string) $text, ENT_QUOTES, 'UTF-8' ), $text );
}

function esc_js( $text ) {
  $safe = _wp_specialchars( wp_check_invalid_utf8( $text ), ENT_COMPAT );
  $safe = str_replace( '"', '&quot;', $safe );
  $safe = preg_replace( '/&#(x)?0*(?(1)27|39);?/i', "'", stripslashes( $safe ) );
  return apply_filters( 'js_escape', str_replace( array( "\r", "\n" ), array( '', '\n' ), addslashes( $safe ) ), $text );
}

function esc_xml( $text ) {
  return htmlspecialchars( wp_check_invalid_utf8( $text ), ENT_QUOTES | ENT_XML1, 'UTF-8', false );
}

function wp_allowed_protocols() {
  return array( 'http', 'https', 'ftp', 'ftps', 'mailto', 'news', 'irc', 'irc6', 'ircs', 'gopher', 'nntp', 'feed', 'telnet', 'mms', 'rtsp', 'sms', 'svn', 'tel', 'fax', 'xmpp', 'webcal', 'urn' );
}

/** The scheme before the first colon, however it is disguised; '' when there is none. */
function sandbox_scheme_of( string $url ): string {
  $plain = html_entity_decode( preg_replace( '/[\x00-\x20]+/', '', $url ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
  return preg_match( '~^([^/?#:]*):~', $plain, $m ) ? strtolower( $m[1] ) : '';
}

function esc_url( $url, $protocols = null, $_context = 'display' ) {
  $original = $url;
  $url      = str_replace( ' ', '%20', ltrim( (string) $url ) );
  $url      = preg_replace( '|[^a-z0-9-~+_.?#=!&;,/:%@$\|*\'()\[\]\\x80-\\xff]|i', '', $url );
  if ( '' === $url ) {
    return '';
  }
  if ( 0 !== stripos( $url, 'mailto:' ) ) {
    do {
      $url = str_ireplace( array( '%0d', '%0a' ), '', $url, $count );
    } while ( $count > 0 );
  }
  $url = str_replace( ';//', '://', $url );
  if ( ! str_contains( $url, ':' ) && ! in_array( $url[0], array( '/', '#', '?' ), true ) && ! preg_match( '/^[a-z0-9-]+?\.php/i', $url ) ) {
    $url = 'http://' . $url;
  }
  if ( 'display' === $_context ) {
    $url = str_replace( array( '&amp;', "'" ), array( '&#038;', '&#039;' ), wp_kses_normalize_entities( $url ) );
  }
  if ( '/' !== $url[0] ) {
    $scheme = sandbox_scheme_of( $url );
    if ( '' !== $scheme && ! in_array( $scheme, is_array( $protocols ) ? $protocols : wp_allowed_protocols(), true ) ) {
      return '';
    }
  }
  return apply_filters( 'clean_url', $url, $original, $_context );
}

function esc_url_raw( $url, $protocols = null ) {
  return esc_url( $url, $protocols, 'db' );
}

function sanitize_url( $url, $protocols = null ) {
  return esc_url( $url, $protocols, 'db' );
}

function wp_strip_all_tags( $text, $remove_breaks = false ) {
  $text = strip_tags( preg_replace( '@<(script|style)[^>]*?>.*?</\\1>@si', '', (string) $text ) );
  return trim( $remove_breaks ? preg_replace( '/[\r\n\t ]+/', ' ', $text ) : $text );
}

function sandbox_clean_text( $text, bool $keep_lines ): string {
  $text = wp_check_invalid_utf8( is_scalar( $text ) ? $text : '' );
  if ( str_contains( $text, '<' ) ) {
    $text = preg_replace_callback( '%<[^>]*?((?=<)|>|$)%', fn( $m ) => str_contains( $m[0], '>' ) ? $m[0] : esc_html( $m[0] ), $text );
    $text = str_replace( "<\n", "&lt;\n", wp_strip_all_tags( $text ) );
  }
  $text = trim( $keep_lines ? $text : preg_replace( '/[\r\n\t ]+/', ' ', $text ) );
  $cut  = preg_replace( '/%[a-f0-9]{2}/i', '', $text, -1, $count );
  return $count > 0 ? sandbox_clean_text( preg_replace( '/ +/', ' ', $cut ), $keep_lines ) : $text;
}

function sanitize_text_field( $str ) {
  return apply_filters( 'sanitize_text_field', sandbox_clean_text( $str, false ), $str );
}

function sanitize_textarea_field( $str ) {
  return apply_filters( 'sanitize_textarea_field', sandbox_clean_text( $str, true ), $str );
}

function sanitize_key( $key ) {
  return apply_filters( 'sanitize_key', is_scalar( $key ) ? preg_replace( '/[^a-z0-9_\-]/', '', strtolower( (string) $key ) ) : '', $key );
}

function sanitize_html_class( $classname, $fallback = '' ) {
  $clean = preg_replace( '/[^A-Za-z0-9_-]/', '', preg_replace( '|%[a-fA-F0-9][a-fA-F0-9]|', '', (string) $classname ) );
  return '' === $clean && '' !== $fallback ? sanitize_html_class( $fallback ) : $clean;
}

function sanitize_title( $title, $fallback_title = '', $context = 'save' ) {
  $slug = trim( preg_replace( '/[^\p{L}\p{N}_]+/u', '-', mb_strtolower( wp_strip_all_tags( $title ) ) ), '-' );
  $slug = preg_replace_callback( '/[^\x00-\x7f]+/', fn( $m ) => strtolower( rawurlencode( $m[0] ) ), $slug );
  return '' === $slug ? $fallback_title : $slug;
}

function is_email( $email ) {
  return preg_match( '/^[a-zA-Z0-9!#$%&\'*+\/=?^_`{|}~.-]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+$/', (string) $email ) ? $email : false;
}

function sanitize_email( $email ) {
  $email = preg_replace( '/[^a-zA-Z0-9!#$%&\'*+\/=?^_`{|}~.@-]/', '', (string) $email );
  return is_email( $email ) ? $email : '';
}

function tag_escape( $tag_name ) {
  return strtolower( preg_replace( '/[^a-zA-Z0-9-_:]/', '', $tag_name ) );
}

function wp_slash( $value ) {
  return is_array( $value ) ? array_map( 'wp_slash', $value ) : ( is_string( $value ) ? addslashes( $value ) : $value );
}

function wp_unslash( $value ) {
  return is_array( $value ) ? array_map( 'wp_unslash', $value ) : ( is_string( $value ) ? stripslashes( $value ) : $value );
}

function map_deep( $value, $callback ) {
  return is_array( $value ) ? array_map( fn( $one ) => map_deep( $one, $callback ), $value ) : call_user_func( $callback, $value );
}

function wp_json_encode( $value, $flags = 0, $depth = 512 ) {
  return json_encode( $value, $flags, $depth );
}

function wpautop( $text, $br = true ) {
  $parts = preg_split( '/\n\s*\n/', trim( (string) $text ), -1, PREG_SPLIT_NO_EMPTY );
  return implode( "\n", array_map( fn( $part ) => '<p>' . ( $br ? nl2br( trim( $part ) ) : trim( $part ) ) . '</p>', $parts ) ) . ( $parts ? "\n" : '' );
}

function wptexturize( $text, $reset = false ) {
  return $text;
}

function zeroise( $number, $threshold ) {
  return sprintf( '%0' . $threshold . 's', $number );
}

function trailingslashit( $value ) {
  return untrailingslashit( $value ) . '/';
}

function untrailingslashit( $value ) {
  return rtrim( (string) $value, '/\\' );
}

function absint( $maybeint ) {
  return abs( (int) $maybeint );
}
