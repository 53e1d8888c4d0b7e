<?php
/** What an address means: the page was told; endpoints below it are those that were registered when the rules were flushed last. */

class WP {
  public $query_vars = array();
  public $request    = '';
}

$wp = new WP();

/** The rules that are kept; made anew when there are none. */
function sandbox_rules(): array {
  global $sandbox_endpoints;
  $rules = get_option( 'rewrite_rules' );
  if ( ! is_array( $rules ) || array() === $rules ) {
    flush_rewrite_rules();
    $rules = (array) $sandbox_endpoints;
  }
  return $rules;
}

/** false: there is no such page. */
function sandbox_parse_request(): bool {
  global $wp;
  $wp->query_vars = array( 'pagename' => trim( sandbox_request( 'path', '/' ), '/' ) );
  $rest           = array_map( 'rawurldecode', (array) sandbox_request( 'rest', array() ) );
  $rules          = sandbox_rules();
  if ( array() !== $rest ) {
    if ( ! isset( $rules[ $rest[0] ] ) ) {
      return false;
    }
    $wp->query_vars[ $rules[ $rest[0] ] ] = implode( '/', array_slice( $rest, 1 ) );
  }
  do_action( 'parse_request', $wp );
  return 'missing' !== sandbox_request( 'page' );
}

/** A file of the theme, with what it shows. */
function sandbox_theme( string $name, array $with = array() ): void {
  extract( $with, EXTR_SKIP );
  include dirname( __DIR__ ) . "/theme/$name.php";
}
