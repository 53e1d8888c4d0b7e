<?php
/**
 * Translations from .mo files (and .l10n.php, which WordPress reads first), with the plural rule each file tells. A plugin's own `languages`
 * folder and wp-content/languages/plugins are looked through at the first text of its domain, as WordPress does since 6.7.
 */

final class Sandbox_Translations {
  /** @var array<string, list<string>> By context, "\4" and the single form. */
  public array $entries = array();
  private string $plural = 'n != 1';

  public static function read( string $file ): ?self {
    if ( ! is_readable( $file ) ) {
      return null;
    }
    $read = new self();
    str_ends_with( $file, '.php' ) ? $read->take_php( include $file ) : $read->take_mo( file_get_contents( $file ) );
    return $read;
  }

  private function take_php( array $written ): void {
    foreach ( $written['messages'] ?? array() as $key => $forms ) {
      $this->entries[ explode( "\0", $key )[0] ] = is_array( $forms ) ? $forms : explode( "\0", $forms );
    }
    $this->heed( 'Plural-Forms: ' . ( $written['plural-forms'] ?? '' ) );
  }

  private function take_mo( string $bytes ): void {
    $order = "\xde\x12\x04\x95" === substr( $bytes, 0, 4 ) ? 'V' : 'N';
    $head  = unpack( $order . '5', substr( $bytes, 4, 20 ) );
    for ( $i = 0; $i < $head[2]; $i++ ) {
      $from = unpack( $order . '2', substr( $bytes, $head[3] + $i * 8, 8 ) );
      $to   = unpack( $order . '2', substr( $bytes, $head[4] + $i * 8, 8 ) );
      $key  = explode( "\0", substr( $bytes, $from[2], $from[1] ) )[0];
      $text = substr( $bytes, $to[2], $to[1] );
      if ( '' === $key ) {
        $this->heed( $text );
      } else {
        $this->entries[ $key ] = explode( "\0", $text );
      }
    }
  }

  private function heed( string $header ): void {
    if ( preg_match( '/plural\s*=\s*([^;\n]+)/', preg_replace( '/nplurals\s*=\s*\d+;?/', '', $header ), $m ) ) {
      $this->plural = trim( $m[1] );
    }
  }

  public function form_of( int $n ): int {
    return ( new Sandbox_Plural_Rule( $this->plural, $n ) )->value();
  }
}

/** C's expression of a plural rule, read by hand: `n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2`. */
final class Sandbox_Plural_Rule {
  private array $tokens;

  public function __construct( string $rule, private int $n ) {
    preg_match_all( '/\d+|n|[<>=!]=|&&|\|\||[<>%?:()]/', $rule, $m );
    $this->tokens = $m[0];
  }

  public function value(): int {
    return (int) $this->choice();
  }

  private function choice() {
    $condition = $this->binary( 0 );
    if ( '?' !== ( $this->tokens[0] ?? '' ) ) {
      return $condition;
    }
    array_shift( $this->tokens );
    $yes = $this->choice();
    array_shift( $this->tokens );
    $no = $this->choice();
    return $condition ? $yes : $no;
  }

  private function binary( int $level ) {
    $levels = array( array( '||' ), array( '&&' ), array( '==', '!=' ), array( '<', '>', '<=', '>=' ), array( '%' ) );
    if ( ! isset( $levels[ $level ] ) ) {
      return $this->leaf();
    }
    $left = $this->binary( $level + 1 );
    while ( in_array( $this->tokens[0] ?? '', $levels[ $level ], true ) ) {
      $sign  = array_shift( $this->tokens );
      $right = $this->binary( $level + 1 );
      $left  = match ( $sign ) {
        '||' => $left || $right,
        '&&' => $left && $right,
        '==' => $left == $right,
        '!=' => $left != $right,
        '<'  => $left < $right,
        '>'  => $left > $right,
        '<=' => $left <= $right,
        '>=' => $left >= $right,
        '%'  => $left % $right,
      };
    }
    return $left;
  }

  private function leaf() {
    $token = array_shift( $this->tokens );
    if ( '(' === $token ) {
      $value = $this->choice();
      array_shift( $this->tokens );
      return $value;
    }
    return 'n' === $token ? $this->n : (int) $token;
  }
}

/** @var array<string, Sandbox_Translations|null> $l10n */
$l10n = array();

function get_locale() {
  return apply_filters( 'locale', sandbox_request( 'language', sandbox_request( 'site.language', 'en_US' ) ) );
}

function get_user_locale( $user = 0 ) {
  $user = 0 === $user ? wp_get_current_user() : ( $user instanceof WP_User ? $user : get_user_by( 'id', $user ) );
  return $user && $user->exists() && '' !== (string) $user->locale ? $user->locale : get_locale();
}

function determine_locale() {
  $determined = apply_filters( 'pre_determine_locale', null );
  return $determined ?: apply_filters( 'determine_locale', is_admin() ? get_user_locale() : get_locale() );
}

function is_rtl() {
  return in_array( substr( determine_locale(), 0, 2 ), array( 'fa', 'ar', 'he', 'ur' ), true );
}

function switch_to_locale( $locale ) {
  return false;
}

function restore_previous_locale() {
  return false;
}

function is_textdomain_loaded( $domain ) {
  global $l10n;
  return isset( $l10n[ $domain ] );
}

function load_textdomain( $domain, $mofile, $locale = null ) {
  global $l10n;
  $mofile = apply_filters( 'load_textdomain_mofile', $mofile, $domain );
  $read   = Sandbox_Translations::read( preg_replace( '/\.mo$/', '.l10n.php', $mofile ) ) ?? Sandbox_Translations::read( $mofile );
  if ( null === $read ) {
    return false;
  }
  if ( isset( $l10n[ $domain ] ) ) {
    $read->entries += $l10n[ $domain ]->entries;
  }
  $l10n[ $domain ] = $read;
  return true;
}

function load_plugin_textdomain( $domain, $deprecated = false, $plugin_rel_path = false ) {
  $file = $domain . '-' . determine_locale() . '.mo';
  if ( load_textdomain( $domain, WP_LANG_DIR . '/plugins/' . $file ) ) {
    return true;
  }
  return false !== $plugin_rel_path && load_textdomain( $domain, WP_PLUGIN_DIR . '/' . trim( $plugin_rel_path, '/' ) . '/' . $file );
}

function unload_textdomain( $domain, $reloadable = false ) {
  global $l10n;
  unset( $l10n[ $domain ] );
  return true;
}

/** The language packs of this small WordPress. */
function sandbox_pack(): ?string {
  $file = dirname( __DIR__ ) . '/languages/' . substr( determine_locale(), 0, 2 ) . '.php';
  return is_readable( $file ) ? $file : null;
}

function sandbox_translations_of( string $domain ): ?Sandbox_Translations {
  global $l10n;
  if ( 'woocommerce' === $domain ) {
    static $packs = array();
    $pack         = sandbox_pack();
    return null === $pack ? null : $packs[ $pack ] ??= Sandbox_Translations::read( $pack );
  }
  if ( ! array_key_exists( $domain, $l10n ) && ! load_plugin_textdomain( $domain, false, sandbox_domain_path( $domain ) ) ) {
    $l10n[ $domain ] = null;
  }
  return $l10n[ $domain ] ?? null;
}

function translate( $text, $domain = 'default' ) {
  return apply_filters( 'gettext', sandbox_translations_of( $domain )?->entries[ $text ][0] ?? $text, $text, $domain );
}

function translate_with_gettext_context( $text, $context, $domain = 'default' ) {
  return apply_filters( 'gettext_with_context', sandbox_translations_of( $domain )?->entries[ "$context\4$text" ][0] ?? $text, $text, $context, $domain );
}

function sandbox_plural( string $key, array $forms, $number, string $domain ): string {
  $read = sandbox_translations_of( $domain );
  if ( ! isset( $read->entries[ $key ] ) ) {
    return 1 === (int) $number ? $forms[0] : $forms[1];
  }
  return $read->entries[ $key ][ $read->form_of( abs( (int) $number ) ) ] ?? $forms[1];
}

function __( $text, $domain = 'default' ) {
  return translate( $text, $domain );
}

function _e( $text, $domain = 'default' ) {
  echo translate( $text, $domain );
}

function _x( $text, $context, $domain = 'default' ) {
  return translate_with_gettext_context( $text, $context, $domain );
}

function _ex( $text, $context, $domain = 'default' ) {
  echo _x( $text, $context, $domain );
}

function _n( $single, $plural, $number, $domain = 'default' ) {
  return apply_filters( 'ngettext', sandbox_plural( $single, array( $single, $plural ), $number, $domain ), $single, $plural, $number, $domain );
}

function _nx( $single, $plural, $number, $context, $domain = 'default' ) {
  return sandbox_plural( "$context\4$single", array( $single, $plural ), $number, $domain );
}

function _n_noop( $singular, $plural, $domain = null ) {
  return array( $singular, $plural, 'singular' => $singular, 'plural' => $plural, 'context' => null, 'domain' => $domain );
}

function translate_nooped_plural( $nooped_plural, $count, $domain = 'default' ) {
  return _n( $nooped_plural['singular'], $nooped_plural['plural'], $count, $nooped_plural['domain'] ?? $domain );
}

function esc_html__( $text, $domain = 'default' ) {
  return esc_html( translate( $text, $domain ) );
}

function esc_attr__( $text, $domain = 'default' ) {
  return esc_attr( translate( $text, $domain ) );
}

function esc_html_e( $text, $domain = 'default' ) {
  echo esc_html( translate( $text, $domain ) );
}

function esc_attr_e( $text, $domain = 'default' ) {
  echo esc_attr( translate( $text, $domain ) );
}

function esc_html_x( $text, $context, $domain = 'default' ) {
  return esc_html( _x( $text, $context, $domain ) );
}

function esc_attr_x( $text, $context, $domain = 'default' ) {
  return esc_attr( _x( $text, $context, $domain ) );
}

/** WordPress' number_format: separators of the language pack; Persian and Arabic packs keep Latin digits. */
function number_format_i18n( $number, $decimals = 0 ) {
  $separators = array( 'fa' => array( '.', ',' ), 'ar' => array( '.', ',' ), 'de' => array( ',', '.' ) );
  [ $point, $thousands ] = $separators[ substr( determine_locale(), 0, 2 ) ] ?? array( '.', ',' );
  return apply_filters( 'number_format_i18n', number_format( (float) $number, absint( $decimals ), $point, $thousands ), $number, $decimals );
}

function wp_timezone_string() {
  return (string) get_option( 'timezone_string', 'UTC' );
}

function wp_timezone() {
  return new DateTimeZone( wp_timezone_string() );
}

function wp_date( $format, $timestamp = null, $timezone = null ) {
  $date = ( new DateTimeImmutable( '@' . ( $timestamp ?? time() ) ) )->setTimezone( $timezone ?? wp_timezone() );
  $pack = sandbox_pack();
  $text = $date->format( $format );
  if ( null !== $pack && str_contains( $format, 'F' ) ) {
    $text = str_replace( $date->format( 'F' ), ( include $pack )['months'][ (int) $date->format( 'n' ) - 1 ], $text );
  }
  return apply_filters( 'wp_date', $text, $format, $timestamp, $timezone );
}

function date_i18n( $format, $timestamp_with_offset = false, $gmt = false ) {
  return wp_date( $format, false === $timestamp_with_offset ? null : $timestamp_with_offset );
}

function mysql2date( $format, $date, $translate = true ) {
  return wp_date( $format, ( new DateTimeImmutable( $date, wp_timezone() ) )->getTimestamp() );
}

function current_time( $type, $gmt = 0 ) {
  $zone = $gmt ? new DateTimeZone( 'UTC' ) : wp_timezone();
  $now  = new DateTimeImmutable( 'now', $zone );
  return in_array( $type, array( 'timestamp', 'U' ), true ) ? time() + $zone->getOffset( $now ) : $now->format( 'mysql' === $type ? 'Y-m-d H:i:s' : $type );
}

function current_datetime() {
  return new DateTimeImmutable( 'now', wp_timezone() );
}

function human_time_diff( $from, $to = 0 ) {
  $minutes = max( 1, (int) round( abs( ( $to ?: time() ) - $from ) / 60 ) );
  return $minutes < 60 ? "$minutes mins" : ( $minutes < 1440 ? round( $minutes / 60 ) . ' hours' : round( $minutes / 1440 ) . ' days' );
}
