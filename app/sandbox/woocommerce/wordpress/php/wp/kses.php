<?php
/**
 * wp_kses: only the elements and attributes on a list go through, addresses only with a known scheme. What stands in a removed element stays as text.
 * Mind that the list for posts has forms and buttons, but neither inputs nor selects.
 */

function wp_kses_allowed_html( $context = '' ) {
  if ( is_array( $context ) ) {
    return $context;
  }
  $plain = array_fill_keys( array( 'abbr', 'acronym', 'b', 'cite', 'code', 'em', 'i', 's', 'strike', 'strong' ), array( 'title' => true ) );
  $data  = $plain + array( 'a' => array( 'href' => true, 'title' => true ), 'blockquote' => array( 'cite' => true ), 'del' => array( 'datetime' => true ), 'q' => array( 'cite' => true ) );
  if ( 'post' !== $context ) {
    return 'strip' === $context ? array() : apply_filters( 'wp_kses_allowed_html', $data, $context );
  }
  return apply_filters( 'wp_kses_allowed_html', sandbox_post_tags(), 'post' );
}

function sandbox_post_tags(): array {
  $global = array_fill_keys( array( 'aria-controls', 'aria-current', 'aria-describedby', 'aria-details', 'aria-expanded', 'aria-hidden', 'aria-label', 'aria-labelledby', 'aria-live', 'class', 'data-*', 'dir', 'hidden', 'id', 'lang', 'style', 'title', 'role', 'xml:lang' ), true );
  $own    = array(
    'a'        => array( 'href', 'rel', 'rev', 'name', 'target', 'download' ),
    'button'   => array( 'disabled', 'name', 'type', 'value', 'popovertarget', 'popovertargetaction' ),
    'form'     => array( 'action', 'accept', 'accept-charset', 'enctype', 'method', 'name', 'target' ),
    'img'      => array( 'alt', 'align', 'border', 'height', 'hspace', 'loading', 'longdesc', 'vspace', 'src', 'usemap', 'width' ),
    'label'    => array( 'for' ),
    'ol'       => array( 'start', 'type', 'reversed' ),
    'ul'       => array( 'type' ),
    'li'       => array( 'align', 'value' ),
    'table'    => array( 'align', 'bgcolor', 'border', 'cellpadding', 'cellspacing', 'rules', 'summary', 'width' ),
    'td'       => array( 'abbr', 'align', 'axis', 'bgcolor', 'char', 'charoff', 'colspan', 'headers', 'height', 'nowrap', 'rowspan', 'scope', 'valign', 'width' ),
    'th'       => array( 'abbr', 'align', 'axis', 'bgcolor', 'char', 'charoff', 'colspan', 'headers', 'height', 'nowrap', 'rowspan', 'scope', 'valign', 'width' ),
    'textarea' => array( 'cols', 'rows', 'disabled', 'name', 'readonly' ),
    'details'  => array( 'align', 'open' ),
    'time'     => array( 'datetime' ),
    'del'      => array( 'datetime' ),
    'ins'      => array( 'datetime', 'cite' ),
    'video'    => array( 'autoplay', 'controls', 'height', 'loop', 'muted', 'playsinline', 'poster', 'preload', 'src', 'width' ),
  );
  $bare = explode( ' ', 'abbr acronym address article aside b bdo big blockquote br caption cite code col colgroup dd dfn div dl dt em fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i kbd legend main map mark menu nav p pre q rp rt ruby s samp section small span strike strong sub summary sup tbody tfoot thead tr tt u var bdi' );
  $tags = array_fill_keys( $bare, $global );
  unset( $tags['bdi'] );
  foreach ( $own as $tag => $attributes ) {
    $tags[ $tag ] = $global + array_fill_keys( $attributes, true );
  }
  return $tags;
}

function wp_kses( $content, $allowed_html, $allowed_protocols = array() ) {
  $allowed   = wp_kses_allowed_html( $allowed_html );
  $protocols = array() === $allowed_protocols ? wp_allowed_protocols() : $allowed_protocols;
  // A "less than" that opens no element is text.
  $content   = preg_replace_callback( '%<[^>]*?((?=<)|>|$)%', fn( $m ) => str_contains( $m[0], '>' ) ? $m[0] : esc_html( $m[0] ), (string) $content );
  $content   = wp_kses_normalize_entities( preg_replace( '/[\x00-\x08\x0B\x0C\x0E-\x1F]/', '', (string) $content ) );
  return preg_replace_callback(
    '%(<!--.*?(?:-->|$))|(<[^>]*(?:>|$)|>)%s',
    fn( $m ) => '' !== $m[1] ? '' : sandbox_kses_tag( $m[0], $allowed, $protocols ),
    $content
  );
}

function sandbox_kses_tag( string $tag, array $allowed, array $protocols ): string {
  if ( '<' !== $tag[0] ) {
    return '&gt;';
  }
  if ( ! preg_match( '%^<\s*(/\s*)?([a-zA-Z0-9-]+)([^>]*)>?$%s', $tag, $m ) ) {
    return '';
  }
  $name = strtolower( $m[2] );
  if ( ! isset( $allowed[ $name ] ) ) {
    return '';
  }
  if ( '' !== $m[1] ) {
    return "</$name>";
  }
  $closing = preg_match( '%\s*/\s*$%', $m[3] ) ? ' /' : '';
  return '<' . $m[2] . sandbox_kses_attributes( preg_replace( '%\s*/\s*$%', '', $m[3] ), (array) $allowed[ $name ], $protocols ) . $closing . '>';
}

function sandbox_kses_attributes( string $written, array $allowed, array $protocols ): string {
  $kept = '';
  preg_match_all( '/([a-zA-Z][a-zA-Z0-9_:.-]*)(?:\s*=\s*("([^"]*)"|\'([^\']*)\'|([^\s"\'>]+)))?/', $written, $found, PREG_SET_ORDER | PREG_UNMATCHED_AS_NULL );
  foreach ( $found as $one ) {
    $name = strtolower( $one[1] );
    if ( empty( $allowed[ $name ] ) && ! ( ! empty( $allowed['data-*'] ) && preg_match( '/^data-[a-z0-9_.:-]+$/', $name ) ) ) {
      continue;
    }
    if ( null === $one[2] ) {
      $kept .= ' ' . $one[1];
      continue;
    }
    $value = $one[3] ?? $one[4] ?? $one[5] ?? '';
    if ( in_array( $name, array( 'href', 'src', 'action', 'cite', 'poster', 'formaction' ), true ) ) {
      $scheme = sandbox_scheme_of( $value );
      $value  = '' === $scheme || in_array( $scheme, $protocols, true ) ? $value : preg_replace( '/^[^:]*:/', '', $value );
    }
    if ( 'style' === $name ) {
      $value = safecss_filter_attr( $value );
      if ( '' === $value ) {
        continue;
      }
    }
    $kept .= ' ' . $one[1] . '="' . str_replace( '"', '&quot;', $value ) . '"';
  }
  return $kept;
}

/** Declarations with parentheses other than a few functions, or with what begins a comment or an escape, are dropped. */
function safecss_filter_attr( $css, $deprecated = '' ) {
  $kept = array();
  foreach ( explode( ';', str_replace( array( "\n", "\r", "\t" ), '', (string) $css ) ) as $rule ) {
    $bare = preg_replace( '/\b(?:var|calc|min|max|minmax|clamp|repeat)\([^()]*\)/', '', $rule );
    if ( str_contains( $rule, ':' ) && ! preg_match( '%[\\\\(&=}]|/\*%', $bare ) ) {
      $kept[] = trim( $rule );
    }
  }
  return implode( ';', $kept );
}

function wp_kses_post( $data ) {
  return wp_kses( $data, 'post' );
}

function wp_kses_post_deep( $data ) {
  return map_deep( $data, 'wp_kses_post' );
}

function wp_kses_data( $data ) {
  return wp_kses( $data, 'data' );
}

function wp_filter_nohtml_kses( $data ) {
  return addslashes( wp_kses( stripslashes( $data ), 'strip' ) );
}

function wp_filter_post_kses( $data ) {
  return addslashes( wp_kses( stripslashes( $data ), 'post' ) );
}
