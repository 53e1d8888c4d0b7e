/** How the plugin behaves towards its server, its shopper and their cart: in real PHP, on a small WordPress with a clock that is told and a line whose answers are laid down. */
import { describe, expect, test } from "vitest";
import { runPhp } from "./php";

/** Runs code in the plugin's namespace and answers what it prints as JSON. */
const play = async (code: string): Promise<unknown> =>
  JSON.parse(
    await runPhp(
      `require '/small-wordpress.php'; ${code.replaceAll(/\b(Desk|WC_Coupon|WC_Product_Variable|WC_Product|WC_Order|WP_REST_Request)\b/g, "\\$1").replaceAll(/\bpages?\(\)/g, "Vafa\\turn_page()")}`,
    ),
  );

const reward = (more: object) =>
  JSON.stringify({
    id: "five-off",
    kind: "amount-off",
    name: "5 off",
    price: { mode: "fixed", points: 500, valueMinor: 500 },
    valueText: "€5.00 off",
    notes: [],
    closedBecause: null,
    affordable: true,
    spendablePoints: 900,
    missingPoints: 0,
    minimumSubtotalMinor: 0,
    combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true },
    ...more,
  });
const slider = reward({
  id: "slider",
  name: "Points for money",
  price: { mode: "slider", stepPoints: 100, stepValueMinor: 100, minPoints: 100, maxPoints: 0 },
});
const php = (json: string) => `json_decode('${json.replaceAll("'", "\\'")}', true)`;
const standing = (rewards: readonly string[], held = "[]") =>
  `array(200, array('member' => array('balance' => 900, 'pending' => 40, 'tier' => null, 'progress' => null), 'rewards' => array(${rewards.map(php).join(",")}), 'held' => ${php(held)}))`;
const issued = (state: string) =>
  JSON.stringify({
    redemptionId: "11",
    rewardName: "5 off",
    kind: "amount-off",
    state,
    points: 500,
    code: state === "issued" ? "VAFA-AAAA" : null,
    note: null,
    deadline: 1_900_000_000_000,
  });
const redeemed = (status: string, state: string) =>
  `array(201, array('status' => '${status}', 'redemption' => ${php(issued(state))}, 'balance' => 400))`;
const coupon = "Desk::$coupons['vafa-aaaa'] = new WC_Coupon('VAFA-AAAA', '5 off (Vafa VAFA-AAAA)');";

describe("towards its server", () => {
  test("asks once a page, with a token, and keeps the answer half a minute", async () => {
    const seen = await play(`Desk::$answers = array('standing' => ${standing([])});
      Vafa\\standing(); Vafa\\standing(); page(); Vafa\\standing(); $early = count(Desk::$asked);
      Desk::$clock += 31; page(); Vafa\\standing();
      echo json_encode(array($early, count(Desk::$asked), Desk::$asked[0]));`);
    expect(seen).toEqual([1, 2, ["GET", "http://vafa.example/api/account/standing?locale=en", 2, null]]);
  });

  test("asks again at once when the store was told something newer meanwhile", async () => {
    const seen = await play(`Desk::$answers = array('standing' => ${standing([])}); Vafa\\standing();
      Desk::$meta[7] = json_encode(array('balance' => 1, 'standing' => array('version' => 2)));
      page(); Vafa\\standing(); echo json_encode(count(Desk::$asked));`);
    expect(seen).toBe(2);
  });

  test("never lets a page wait longer than two seconds in all, however many questions it has", async () => {
    const seen =
      await play(`Desk::$answers = array('standing' => array(200, array('rewards' => array()), 0.9), 'membership' => array(200, array(), 0.3), 'history' => array(200, array(), 0.9));
      $began = Desk::$clock; Vafa\\standing(); Vafa\\ask('GET', 'membership'); Vafa\\ask('GET', 'history'); Vafa\\ask('GET', 'referral');
      echo json_encode(array(round(Desk::$clock - $began, 2), array_map(static fn ($one) => round($one[2], 1), Desk::$asked)));`);
    expect(seen).toEqual([1.2, [2, 1.1]]);
  });

  test.each([
    ["does not answer", "array(200, array(), 30)"],
    ["answers with a page", "array(200, '<html>')"],
    ["breaks", "array(503, array('error' => 'x'))"],
    ["does not believe the token", "array(401, array('error' => 'not allowed'))"],
    ["leads elsewhere", "array(302, array())"],
  ])("asks nothing for a minute after it %s, and tells the admin", async (_, answer) => {
    const seen = await play(`Desk::$answers = array('standing' => ${answer}); Vafa\\standing();
      Desk::$clock += 55; page(); Vafa\\standing(); $early = count(Desk::$asked);
      Desk::$clock += 10; page(); Desk::$answers = array('standing' => ${standing([])});
      $there = null !== Vafa\\standing(); $kept = Vafa\\reached();
      echo json_encode(array($early, count(Desk::$asked), $there, $kept['failed'] <= $kept['ok']));`);
    expect(seen).toEqual([1, 2, true, true]);
  });

  test("asks nothing about guests", async () => {
    const seen = await play(`Desk::$user = 0; Desk::$answers = array('standing' => ${standing([])});
      ob_start(); Vafa\\show_panel('cart'); $html = ob_get_clean(); echo json_encode(array(count(Desk::$asked), $html));`);
    expect(seen).toEqual([0, expect.stringContaining("Log in")]);
  });

  test("shows the last known balance while it is away, and nothing to redeem", async () => {
    const html = await play(
      `Desk::$answers = array(); ob_start(); Vafa\\show_account(); Vafa\\show_panel('cart-block'); echo json_encode(ob_get_clean());`,
    );
    expect(html).toContain("900");
    expect(html).toContain("40 points pending");
    expect(html).not.toContain('value="redeem"');
  });

  test("never tells its secret: not to who asks for the connection, and not in a page", async () => {
    const seen =
      await play(`Desk::$answers = array('standing' => ${standing([slider])}); ob_start(); Vafa\\show_account(); Vafa\\show_panel('cart'); $html = ob_get_clean();
      echo json_encode(array(Vafa\\tell_connection()->data, str_contains($html, 'sixteen') || str_contains($html, 'eyJ')));`);
    expect(seen).toEqual([{ version: "test", connected: true, shopId: "3" }, false]);
  });

  test("takes a connection only when it is whole, and drops what another shop left", async () => {
    const seen = await play(
      `$take = static fn ($body) => Vafa\\take_connection(new WP_REST_Request($body)) instanceof WP_Error;
      $bad = array($take(null), $take(array('appUrl' => 'ftp://x', 'shopId' => '1', 'secret' => str_repeat('s', 32))), $take(array('appUrl' => 'https://x.example', 'shopId' => '1', 'secret' => 'short')));
      $good = $take(array('appUrl' => 'https://x.example/', 'shopId' => 4, 'secret' => str_repeat('s', 32)));
      echo json_encode(array($bad, $good, Vafa\\connection()['appUrl'], Vafa\\program(), Desk::$meta));`.replace(
        "instanceof WP_Error",
        "instanceof \\WP_Error",
      ),
    );
    expect(seen).toEqual([[true, true, true], false, "https://x.example", null, []]);
  });
});

describe("a redemption", () => {
  test("is applied to the cart, named by what it gives, and said once", async () => {
    const seen =
      await play(`${coupon} Desk::$answers = array('redemptions' => ${redeemed("issued", "issued")}, 'standing' => ${standing([reward({})])});
      Vafa\\redeem('five-off', 0, 'key-of-the-form', 'cart-block');
      ob_start(); Vafa\\show_panel('cart-block'); $first = ob_get_clean();
      echo json_encode(array(Desk::$asked[1][3], WC()->cart->applied, Vafa\\friendly_label('Coupon: vafa-aaaa', Desk::$coupons['vafa-aaaa']), Desk::$notices, str_contains($first, 'Done: 5 off is in your cart.'), array() === Vafa\\recall('said')));`);
    expect(seen).toEqual([
      { rewardId: "five-off", key: "key-of-the-form" },
      ["vafa-aaaa"],
      "Reward: 5 off",
      [],
      true,
      true,
    ]);
  });

  test("whose answer did not come keeps its key, and asks with it again; answered, it has a new one", async () => {
    const seen = await play(`Desk::$answers = array('standing' => ${standing([slider])});
      Vafa\\redeem('slider', 300, 'first-key', 'cart'); Desk::$clock += 61; page();
      Vafa\\redeem('slider', 200, 'other-key', 'cart'); Desk::$clock += 61; page();
      Desk::$answers = array('redemptions' => ${redeemed("issuing", "reserved")}) + Desk::$answers;
      Vafa\\redeem('slider', 300, 'second-key', 'cart'); page(); Vafa\\redeem('slider', 300, 'third-key', 'cart');
      $keys = array_values(array_filter(array_map(static fn ($one) => $one[3]['key'] ?? null, Desk::$asked)));
      echo json_encode(array($keys, Desk::$notices['error'][0]['notice']));`);
    expect(seen).toEqual([
      ["first-key", "other-key", "first-key", "third-key"],
      expect.stringContaining("nothing is spent twice"),
    ]);
  });

  test("that is still being made is applied at the next view of the page", async () => {
    const seen =
      await play(`${coupon} Desk::$answers = array('redemptions' => ${redeemed("issuing", "reserved")}, 'standing' => ${standing([reward({})])});
      Vafa\\redeem('five-off', 0, 'key-of-the-form', 'checkout-block'); $then = WC()->cart->applied;
      page(); Desk::$answers['standing'] = ${standing([], `[${issued("reserved")}]`)}; Vafa\\apply_what_was_wanted(); $soon = WC()->cart->applied;
      page(); Desk::$answers['standing'] = ${standing([], `[${issued("issued")}]`)}; Vafa\\apply_what_was_wanted();
      page(); $asked = count(Desk::$asked); Vafa\\apply_what_was_wanted();
      echo json_encode(array($then, $soon, WC()->cart->applied, count(Desk::$asked) - $asked));`);
    expect(seen).toEqual([[], [], ["vafa-aaaa"], 0]);
  });

  test("larger than the cart is refused with the reason before anything is asked, and a slider ends at the cart", async () => {
    const seen =
      await play(`Desk::$answers = array('standing' => ${standing([reward({}), slider])}); WC()->cart->subtotal = 30.0; WC()->cart->goods = 3.5;
      Vafa\\redeem('five-off', 0, 'key-of-the-form', 'cart'); Vafa\\redeem('slider', 400, 'key-of-the-form', 'cart');
      ob_start(); Vafa\\show_panel('cart'); $html = ob_get_clean();
      $posted = array_filter(Desk::$asked, static fn ($one) => 'POST' === $one[0]);
      echo json_encode(array(count($posted), array_column(Desk::$notices['error'], 'notice'), str_contains($html, 'max="300"'), substr_count($html, 'value="redeem"')));`);
    expect(seen).toEqual([
      0,
      [expect.stringMatching(/worth more than your cart.*1\.50/), "Your cart can hold 300 points at most."],
      true,
      1,
    ]);
  });

  test("that stands alone is not offered beside another coupon, nor any beside one that stands alone", async () => {
    const alone = reward({
      combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
    });
    const seen =
      await play(`Desk::$coupons = array('ten' => new WC_Coupon('ten'), 'only' => new WC_Coupon('only', '', true));
      $alone = Vafa\\offers_of(array('rewards' => array(${php(alone)})))[0]; $with = Vafa\\offers_of(array('rewards' => array(${php(reward({}))})))[0]; $cart = WC()->cart;
      $free = array('' === Vafa\\obstacle($alone, $cart), '' === Vafa\\obstacle($with, $cart));
      $cart->applied = array('ten'); $beside = array('' === Vafa\\obstacle($alone, $cart), '' === Vafa\\obstacle($with, $cart));
      $cart->applied = array('only'); echo json_encode(array($free, $beside, array('' === Vafa\\obstacle($alone, $cart), '' === Vafa\\obstacle($with, $cart))));`);
    expect(seen).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });

  test("is out of the cart before it is given back", async () => {
    const seen = await play(`${coupon} WC()->cart->applied = array('vafa-aaaa');
      Desk::$answers = array('release' => array(200, array('status' => 'released', 'settled' => false, 'redemption' => array(), 'balance' => 900)), 'standing' => ${standing([], `[${issued("issued")}]`)});
      Vafa\\release_held('11', 'account'); Vafa\\release_held('99', 'account');
      echo json_encode(array(WC()->cart->applied, Desk::$asked[1][1], Desk::$notices));`);
    expect(seen).toEqual([
      [],
      "http://vafa.example/api/account/redemptions/11/release?locale=en",
      {
        success: [{ notice: expect.stringContaining("as soon as the shop has cancelled") }],
        notice: [{ notice: expect.stringContaining("already used or given back") }],
      },
    ]);
  });

  test("that WooCommerce does not take is said with its reason, and its own notices do not linger", async () => {
    const seen =
      await play(`Desk::$answers = array('redemptions' => ${redeemed("issued", "issued")}, 'standing' => ${standing([reward({})])});
      wc_add_notice('Before.', 'notice'); Vafa\\redeem('five-off', 0, 'key-of-the-form', 'cart'); echo json_encode(Desk::$notices);`);
    expect(seen).toEqual({
      notice: [
        { notice: "Before." },
        { notice: expect.stringMatching(/VAFA-AAAA is ready.*Coupon does not exist/) },
      ],
    });
  });
});

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
