<?php
/**
 * What WordPress would ask its database or its network, this one asks the sandbox: a question goes out as JSON, PHP waits, the answer comes back as JSON.
 * Names that begin with `sandbox_` are ours: a plugin that uses one fails the test of the plugin's vocabulary.
 */

/** @return mixed */
function sandbox_ask( string $what, array $with = array() ) {
  $answer = post_message_to_js( json_encode( array( 'ask' => $what, 'with' => (object) $with ), JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE ) );
  $read   = json_decode( $answer, true );
  if ( ! is_array( $read ) || isset( $read['error'] ) ) {
    throw new RuntimeException( 'The sandbox does not answer "' . $what . '": ' . ( $read['error'] ?? 'no JSON' ) );
  }
  return $read['value'] ?? null;
}

/** The request, as the sandbox laid it down: which page, who is logged in, the shop's facts. */
function sandbox_request( string $key, $otherwise = null ) {
  static $request = null;
  if ( null === $request ) {
    $request = (array) sandbox_ask( 'request' );
  }
  $value = $request;
  foreach ( explode( '.', $key ) as $part ) {
    if ( ! is_array( $value ) || ! array_key_exists( $part, $value ) ) {
      return $otherwise;
    }
    $value = $value[ $part ];
  }
  return $value ?? $otherwise;
}
