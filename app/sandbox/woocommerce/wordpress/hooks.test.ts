/** Hooks, nonces, translations and addresses keep WordPress' order and its small print. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, openBench } from "./testing";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

describe("hooks", () => {
  test("run by priority, then in the order they came, and what is added later in the run still runs", async () => {
    expect(
      await bench.run(`
        $heard = array();
        add_action( 'h', function () use ( &$heard ) { $heard[] = 'b'; }, 20 );
        add_action( 'h', function () use ( &$heard ) {
          $heard[] = 'a1';
          add_action( 'h', function () use ( &$heard ) { $heard[] = 'late'; }, 15 );
          add_action( 'h', function () use ( &$heard ) { $heard[] = 'never'; }, 5 );
        } );
        add_action( 'h', function () use ( &$heard ) { $heard[] = 'a2'; } );
        do_action( 'h' );
        return $heard;`),
    ).toEqual(["a1", "a2", "late", "b"]);
  });

  test("give as many arguments as were accepted, and a filter the value that went before", async () => {
    expect(
      await bench.run(`
        add_filter( 'f', fn( $v ) => $v . count( func_get_args() ) );
        add_filter( 'f', fn( $v, $a, $b ) => $v . $a . $b, 11, 3 );
        add_action( 'none', function ( ...$all ) { echo ''; } );
        return array( apply_filters( 'f', 'x', 'y', 'z' ), has_filter( 'f' ), did_action( 'f' ), current_filter() );`),
    ).toEqual(["x1yz", true, 0, false]);
  });

  test("forget what is taken away, by the same callback and priority only", async () => {
    expect(
      await bench.run(`
        add_filter( 'g', 'strtoupper', 12 );
        return array( remove_filter( 'g', 'strtoupper' ), remove_filter( 'g', 'strtoupper', 12 ), apply_filters( 'g', 'a' ) );`),
    ).toEqual([false, true, "a"]);
  });
});

test("a nonce is good for its deed and its person, and for no other", async () => {
  const code = `
    $mine  = wp_create_nonce( 'deed' );
    $other = (function () { global $current_user; $before = $current_user; $current_user = new WP_User( array( 'id' => 2 ) ); $n = wp_create_nonce( 'deed' ); $current_user = $before; return $n; })();
    return array( wp_verify_nonce( $mine, 'deed' ), wp_verify_nonce( $mine, 'else' ), wp_verify_nonce( $other, 'deed' ), wp_verify_nonce( '', 'deed' ), strlen( $mine ) );`;
  expect(await bench.run(code, { request: { user: { id: 1 } } })).toEqual([1, false, false, false, 10]);
});

describe("add_query_arg", () => {
  test.each([
    ["add_query_arg( 'a', '1', '/x?b=2#c' )", "/x?b=2&a=1#c"],
    ["add_query_arg( array( 'b' => false, 'a' => '1' ), '/x?b=2' )", "/x?a=1"],
    ["remove_query_arg( array( 'a', 'b' ), '/x?a=1&b=2&c=%20' )", "/x?c=+"],
    ["add_query_arg( 'a', 'x y', '/x' )", "/x?a=x y"],
  ])("%s", async (code, expected) => expect(await bench.run(`return ${code};`)).toBe(expected));
});

test("plural forms follow the rule of their file", async () => {
  bench.write(
    "/tmp/ar.l10n.php",
    `<?php return array( 'plural-forms' => 'nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;', 'messages' => array( 'point' => "none\\0one\\0two\\0few\\0many\\0other" ) );`,
  );
  expect(
    await bench.run(
      "load_textdomain( 't', '/tmp/ar.mo' ); return array_map( fn( $n ) => _n( 'point', 'points', $n, 't' ), array( 0, 1, 2, 3, 11, 100, 103 ) );",
    ),
  ).toEqual(["none", "one", "two", "few", "many", "other", "few"]);
});

test("scalars of options come back as text would, roles have WooCommerce's capabilities", async () => {
  const can = "array_map( 'current_user_can', array( 'manage_woocommerce', 'edit_shop_orders', 'read' ) )";
  const as = (role: string) => bench.run(`return ${can};`, { request: { user: { id: 5, roles: [role] } } });
  expect(await as("administrator")).toEqual([true, true, true]);
  expect(await as("shop_manager")).toEqual([true, true, true]);
  expect(await as("shop_support")).toEqual([false, true, true]);
  expect(await as("customer")).toEqual([false, false, true]);
  expect(await bench.run(`return ${can};`)).toEqual([false, false, false]);
});

test("a safe call refuses the own network unless a filter lets it", async () => {
  const code = `
    $refused = wp_http_validate_url( 'http://127.0.0.1:4000/x' );
    add_filter( 'http_request_host_is_external', '__return_true' );
    $port = wp_http_validate_url( 'http://127.0.0.1:4000/x' );
    add_filter( 'http_allowed_safe_ports', fn( $ports ) => array( ...$ports, 4000 ) );
    return array( $refused, $port, wp_http_validate_url( 'http://127.0.0.1:4000/x' ) );`;
  expect(await bench.run(code, { request: { site: { url: "http://localhost:3000/w" } } })).toEqual([
    false,
    false,
    "http://127.0.0.1:4000/x",
  ]);
});
