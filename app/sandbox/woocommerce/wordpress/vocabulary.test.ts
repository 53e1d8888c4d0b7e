/** The plugin speaks only words that PHP, WordPress or WooCommerce know: each function, class and method it names exists here, and none is the sandbox's own. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, openBench, PLUGIN_IN_PHP } from "./testing";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const WORDS = `
  $words = array( 'functions' => array(), 'classes' => array(), 'methods' => array(), 'plugin' => array() );
  foreach ( new RecursiveIteratorIterator( new RecursiveDirectoryIterator( $folder, FilesystemIterator::SKIP_DOTS ) ) as $file ) {
    if ( 'php' !== $file->getExtension() ) continue;
    $tokens = array_values( array_filter( token_get_all( file_get_contents( $file ) ), fn( $t ) => ! is_array( $t ) || ! in_array( $t[0], array( T_WHITESPACE, T_COMMENT, T_DOC_COMMENT ), true ) ) );
    foreach ( $tokens as $i => $token ) {
      if ( ! is_array( $token ) || ! in_array( $token[0], array( T_STRING, T_NAME_QUALIFIED, T_NAME_FULLY_QUALIFIED ), true ) ) continue;
      $name   = ltrim( $token[1], '\\\\' );
      $before = is_array( $tokens[ $i - 1 ] ?? null ) ? $tokens[ $i - 1 ][0] : ( $tokens[ $i - 1 ] ?? null );
      $after  = is_array( $tokens[ $i + 1 ] ?? null ) ? $tokens[ $i + 1 ][0] : ( $tokens[ $i + 1 ] ?? null );
      if ( T_FUNCTION === $before ) $words['plugin'][ strtolower( $name ) ] = true;
      elseif ( T_OBJECT_OPERATOR === $before || T_NULLSAFE_OBJECT_OPERATOR === $before ) { if ( '(' === $after ) $words['methods'][ strtolower( $name ) ] = true; }
      elseif ( T_DOUBLE_COLON === $before ) { if ( '(' === $after ) $words['methods'][ strtolower( $name ) ] = true; }
      elseif ( T_NEW === $before || T_INSTANCEOF === $before || T_DOUBLE_COLON === $after || ( T_NAME_FULLY_QUALIFIED === $token[0] && '(' !== $after ) ) $words['classes'][ $name ] = true;
      elseif ( '(' === $after ) $words['functions'][ strtolower( $name ) ] = true;
    }
  }
  return array_map( 'array_keys', $words );`;

interface Words {
  readonly functions: readonly string[];
  readonly classes: readonly string[];
  readonly methods: readonly string[];
  readonly plugin: readonly string[];
}

const wordsOf = async (folder: string) => (await bench.run(`$folder = '${folder}'; ${WORDS}`)) as Words;

const unknownIn = async ({ functions, classes, methods, plugin }: Words) =>
  bench.run(`
    $own     = ${list(plugin)};
    $methods = array_merge( ...array_map( fn( $c ) => array_map( 'strtolower', get_class_methods( $c ) ), get_declared_classes() ) );
    return array_values( array_merge(
      array_filter( ${list(functions)}, fn( $f ) => ( ! function_exists( $f ) && ! in_array( $f, $own, true ) ) || str_starts_with( $f, 'sandbox_' ) ),
      array_filter( ${list(classes)}, fn( $c ) => ! in_array( strtolower( $c ), array( 'self', 'static', 'parent' ), true ) && ( ( ! class_exists( $c ) && ! interface_exists( $c ) ) || str_starts_with( $c, 'Sandbox_' ) ) ),
      array_filter( ${list(methods)}, fn( $m ) => ! in_array( $m, $methods, true ) && ! in_array( $m, $own, true ) || str_starts_with( $m, 'sandbox_' ) )
    ) );`);

const list = (names: readonly string[]) =>
  `array( ${names.map((name) => `'${name.replaceAll("\\", "\\\\")}'`).join(", ")} )`;

test("every word of the companion plugin is known", async () => {
  const words = await wordsOf(PLUGIN_IN_PHP);
  expect(words.functions.length).toBeGreaterThan(50);
  expect(await unknownIn(words)).toEqual([]);
});

test("an unknown function, class and method, and a word of the sandbox's own, are found", async () => {
  bench.write(
    "/tmp/odd/odd.php",
    "<?php namespace Odd; function mine() {} mine(); esc_html( 'x' ); wp_no_such(); new \\WC_No_Such(); WC()->cart->no_such(); sandbox_ask( 'x' ); $x = fn( \\WC_Product $p ) => $p->get_id();",
  );
  expect(await unknownIn(await wordsOf("/tmp/odd"))).toEqual([
    "wp_no_such",
    "sandbox_ask",
    "WC_No_Such",
    "no_such",
  ]);
});
