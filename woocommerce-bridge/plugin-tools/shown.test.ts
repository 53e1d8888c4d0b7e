/** What the plugin shows: points as they are counted without asking, escaped whatever was told, in the page's language. In real PHP, on a small WordPress. */
import { describe, expect, test } from "vitest";
import { play, reward, standing } from "./play";

describe("what is earned", () => {
  const silver = `Desk::$meta[7] = json_encode(array('balance' => 1, 'standing' => array('version' => 2, 'tier' => array('id' => 's', 'name' => array('en' => 'Silver'), 'multiplierBp' => 12500))));`;
  const programOf = (more: string) =>
    `Desk::$options['vafa_program'] = ${more} + Desk::$options['vafa_program'];`;

  test("with a product is counted without tax, with the tier's factor, and said to guests as what members earn", async () => {
    const seen =
      await play(`$product = new WC_Product('23.80', 'simple', 0.19); $plain = Vafa\\hint_html($product);
      ${silver} $member = Vafa\\hint_html($product); Desk::$user = 0; $guest = Vafa\\hint_html($product);
      echo json_encode(array($plain, $member, $guest, count(Desk::$asked)));`);
    expect(seen).toEqual([
      '<p class="vafa-hint">You earn 100 points with this product</p>',
      '<p class="vafa-hint">You earn 125 points with this product <span class="vafa-hint__tier">Silver 1.25×</span></p>',
      '<p class="vafa-hint">Members earn 100 points with this product</p>',
      0,
    ]);
  });

  test("with several variations is the most of them; without a price, elsewhere to buy, or in another currency nothing is said", async () => {
    const seen = await play(`$many = Vafa\\hint_html(new WC_Product_Variable('', 'variable'));
      $none = array(Vafa\\hint_html(new WC_Product('')), Vafa\\hint_html(new WC_Product('0')), Vafa\\hint_html(new WC_Product('5', 'external')), Vafa\\hint_html(new WC_Product('5', 'grouped')));
      ${programOf("array('currency' => 'USD')")} $none[] = Vafa\\hint_html(new WC_Product('5')); echo json_encode(array($many, $none));`);
    expect(seen).toEqual([
      '<p class="vafa-hint">You earn up to 200 points with this product</p>',
      ["", "", "", "", ""],
    ]);
  });

  test("with an order is what its goods were paid with, promised once paid, and asked about only when the server can have heard of it", async () => {
    const seen =
      await play(`$order = new WC_Order(); $now = Vafa\\thanks_text($order); $order->paid = false; $later = Vafa\\thanks_text($order);
      $order->owner = 0; $guest = Vafa\\thanks_text($order); $order->lines = array(); $nothing = Vafa\\thanks_text($order);
      ${programOf("array('membership' => 'opt-in')")} Desk::$meta = array(); $order->owner = 7; $order->lines = array(10.0); $outside = Vafa\\thanks_text($order);
      echo json_encode(array($now, $later, $guest, $nothing, $outside, count(Desk::$asked)));`);
    expect(seen).toEqual([
      "This order earns you 124 points.",
      "This order earns you 124 points once it is paid.",
      "Members earn 124 points with an order like this one.",
      "",
      "Members earn 50 points with an order like this one.",
      0,
    ]);
  });
});

test("what a page says is escaped, whatever the server sends", async () => {
  const evil = reward({
    name: "<script>alert(1)</script>",
    valueText: '"><img src=x>',
    notes: ["<b>"],
    closedBecause: null,
  });
  const html =
    await play(`Desk::$answers = array('standing' => ${standing([evil])}, 'history' => array(200, array('entries' => array(array('sentence' => '<i>x', 'details' => array('<u>'), 'notes' => 5)), 'older' => 3)), 'membership' => array(200, array('statusText' => '<s>', 'consents' => array(array('purpose' => 'email', 'title' => '<em>', 'text' => '<a>')))));
    ob_start(); Vafa\\show_account(); Vafa\\show_panel('cart'); echo json_encode(ob_get_clean());`);
  expect(html).not.toMatch(/<(script|img|b|i|u|s|em|a)>|<img/);
  expect(html).toContain("&lt;script&gt;");
});

test("Persian pages have Persian digits, and money isolated from the text around it", async () => {
  const seen = await play(
    `Desk::$locale = 'fa_IR'; echo json_encode(array(Vafa\\points_text(12345), Vafa\\money_text(123450), Vafa\\date_text(1774051200000), Vafa\\percent_text(1250)));`,
  );
  expect(seen).toEqual(["۱۲٬۳۴۵ امتیاز", "\u2068۱٬۲۳۴٫۵۰\u00a0€\u2069", "۱ فروردین ۱۴۰۵", "۱۲٫۵%"]);
});

describe("what is left", () => {
  test("of a person is exported and erased by WordPress's own tools", async () => {
    const seen =
      await play(`$out = array(Vafa\\export_snapshot('seven@example.com')['data'][0]['data'][0]['value'], Vafa\\export_snapshot('nobody@example.com')['data']);
      $out[] = Vafa\\erase_snapshot('nobody@example.com')['items_removed']; $out[] = Vafa\\erase_snapshot('seven@example.com')['items_removed']; $out[] = Vafa\\snapshot(); echo json_encode($out);`);
    expect(seen).toEqual(["900 points", [], false, true, null]);
  });

  test("after the plugin is deleted is nothing: no option it ever wrote, no snapshot", async () => {
    const seen =
      await play(`Vafa\\ask('GET', 'standing'); Vafa\\learn_addresses(); Desk::$options['vafa_server'] = 'https://vafa.example'; $before = count(Desk::$options);
      define('WP_UNINSTALL_PLUGIN', 'vafa'); require '/plugin/uninstall.php'; echo json_encode(array($before, Desk::$options, Desk::$meta, array_keys(Desk::$transients)));`);
    expect(seen).toEqual([5, [], [], []]);
  });
});
