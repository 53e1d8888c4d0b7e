/** The shim escapes, cleans and refuses as WordPress does. Each pair is WordPress' documented answer, or that of its own tests. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, openBench } from "./testing";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const call = (name: string, text: string) =>
  bench.run(`return ${name}( base64_decode( '${Buffer.from(text).toString("base64")}' ) );`);

describe("esc_html and esc_attr", () => {
  test.each([
    ["<script>alert('x')</script>", "&lt;script&gt;alert(&#039;x&#039;)&lt;/script&gt;"],
    ['a "b" & c', "a &quot;b&quot; &amp; c"],
    ["penn & teller & at&t", "penn &amp; teller &amp; at&amp;t"],
    ["1 &lt; 2 &amp; &#163; &#xA3; &copy;", "1 &lt; 2 &amp; &#163; &#xA3; &copy;"],
    ["&garbage; &", "&amp;garbage; &amp;"],
    ["&#039; &#39;", "&#039; &#039;"],
    ["سلام «وفا»", "سلام «وفا»"],
    ["\x80\xff", "\x80\xff"],
  ])("%s", async (text, expected) => {
    expect(await call("esc_html", text)).toBe(expected);
    expect(await call("esc_attr", text)).toBe(expected);
  });

  test("text that is not UTF-8 is nothing", async () => {
    expect(await bench.run('return esc_html( "a\\xff" );')).toBe("");
  });

  test("a textarea gives entities back as they were", async () => {
    expect(await call("esc_textarea", "&amp; <b>")).toBe("&amp;amp; &lt;b&gt;");
  });
});

describe("esc_js", () => {
  test.each([
    ['it\'s "x"', "it\\'s &quot;x&quot;"],
    ["a\nb", "a\\nb"],
    ["</script>", "&lt;/script&gt;"],
  ])("%s", async (text, expected) => expect(await call("esc_js", text)).toBe(expected));
});

describe("esc_url", () => {
  test.each([
    ["http://example.com/?a=1&b=2", "http://example.com/?a=1&#038;b=2"],
    ["javascript:alert(1)", ""],
    ["JaVaScRiPt:alert(1)", ""],
    ["java\tscript:alert(1)", ""],
    ["&#106;avascript:alert(1)", ""],
    ["data:text/html,x", ""],
    ["/path?x='y'", "/path?x=&#039;y&#039;"],
    ["example.com/a b", "http://example.com/a%20b"],
    ["#vafa", "#vafa"],
    ["mailto:a@b.example", "mailto:a@b.example"],
    ['http://example.com/"><script>', "http://example.com/script"],
    ["http://example.com/%0d%0aX", "http://example.com/X"],
  ])("%s", async (text, expected) => expect(await call("esc_url", text)).toBe(expected));

  test("esc_url_raw leaves the ampersand", async () => {
    expect(await call("esc_url_raw", "http://example.com/?a=1&b=2")).toBe("http://example.com/?a=1&b=2");
  });
});

describe("sanitize_*", () => {
  test.each([
    ["sanitize_text_field", "  a <b>b</b>\n c%20d ", "a b cd"],
    ["sanitize_text_field", "1 < 2", "1 &lt; 2"],
    ["sanitize_text_field", "a<script>x()</script>b", "ab"],
    ["sanitize_textarea_field", "a\n<i>b</i>", "a\nb"],
    ["sanitize_key", "Ab-C_9 é!", "ab-c_9"],
    ["sanitize_html_class", "a b%20c!", "abc"],
    ["sanitize_email", "a b@c.example", "ab@c.example"],
    ["sanitize_email", "nobody", ""],
  ])("%s of %s", async (name, text, expected) => expect(await call(name, text)).toBe(expected));
});

describe("wp_kses_post", () => {
  test.each([
    ['<p class="a" onclick="x()">t</p>', '<p class="a">t</p>'],
    ['<a href="javascript:alert(1)">t</a>', '<a href="alert(1)">t</a>'],
    ["<script>x</script>", "x"],
    ['<input name="a"><select><option>1</option></select>', "1"],
    [
      '<form method="post"><button name="b" value="1">t</button></form>',
      '<form method="post"><button name="b" value="1">t</button></form>',
    ],
    ["a < b & c", "a &lt; b &amp; c"],
    ["<!-- c -->t", "t"],
    [
      '<span data-vafa-x="1" style="width:1%;background:url(x)">t</span>',
      '<span data-vafa-x="1" style="width:1%">t</span>',
    ],
  ])("%s", async (text, expected) => expect(await call("wp_kses_post", text)).toBe(expected));
});

test("what is requested is slashed, and wp_unslash takes the slashes away", async () => {
  expect(
    await bench.run(
      "return array( wp_slash( \"it's\" ), wp_unslash( wp_slash( array( 'a' => \"it's\" ) ) ) );",
    ),
  ).toEqual(["it\\'s", { a: "it's" }]);
});

describe("redirects", () => {
  const request = { request: { site: { url: "http://localhost:3000/sandbox/wordpress/nordlicht" } } };
  test.each([
    ["/cart/", "/cart/"],
    ["http://localhost:3000/x", "http://localhost:3000/x"],
    ["https://elsewhere.example/", "home"],
    ["//elsewhere.example/", "home"],
    ["javascript:x", "home"],
    ["/a\r\nX-Header: 1", "/aX-Header:%201"],
  ])("to %s", async (where, expected) => {
    const code = `return wp_validate_redirect( wp_sanitize_redirect( base64_decode( '${Buffer.from(where).toString("base64")}' ) ), 'home' );`;
    expect(await bench.run(code, request)).toBe(expected);
  });
});
