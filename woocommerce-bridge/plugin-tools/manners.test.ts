/** How the plugin behaves towards its server, its shopper and their cart: in real PHP, on a small WordPress with a clock that is told and a line whose answers are laid down. */
import { describe, expect, test } from "vitest";
import { coupon, issued, php, play, redeemed, reward, slider, standing } from "./play";

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
      Vafa\\redeem('slider', 300, 'second-key', 'cart'); page(); Vafa\\redeem('slider', 300, 'second-key', 'cart'); page(); Vafa\\redeem('slider', 300, 'third-key', 'cart');
      $keys = array_values(array_filter(array_map(static fn ($one) => $one[3]['key'] ?? null, Desk::$asked)));
      echo json_encode(array($keys, Desk::$notices['error'][0]['notice']));`);
    expect(seen).toEqual([
      ["first-key", "other-key", "first-key", "third-key"],
      expect.stringContaining("nothing is spent twice"),
    ]);
  });

  test("while the server is away is told as that, not as a reward that is gone", async () => {
    const seen = await play(
      `Vafa\\redeem('five-off', 0, 'key-of-the-form', 'cart'); echo json_encode(Desk::$notices['error']);`,
    );
    expect(seen).toEqual([{ notice: expect.stringContaining("did not answer") }]);
  });

  test("of a form that is sent twice is one, and says nothing the second time", async () => {
    const seen =
      await play(`${coupon} Desk::$answers = array('redemptions' => ${redeemed("issued", "issued")}, 'standing' => ${standing([reward({ combinesWith: {} })])});
      Vafa\\redeem('five-off', 0, 'key-of-the-form', 'cart'); $first = Desk::$notices; page(); Vafa\\redeem('five-off', 0, 'key-of-the-form', 'cart');
      echo json_encode(array(count(array_filter(Desk::$asked, static fn ($one) => 'POST' === $one[0])), Desk::$notices === $first, WC()->cart->applied));`);
    expect(seen).toEqual([1, true, ["vafa-aaaa"]]);
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

  test("that this cart cannot use is refused before points are spent: nothing to ship, or what it makes free is not in it", async () => {
    const free = reward({ id: "mug", kind: "free-product", productTitle: "Mug" });
    const shipping = reward({ id: "ship", kind: "free-shipping" });
    const seen =
      await play(`Desk::$options['vafa_program']['rewards'] = array(array('id' => 'mug', 'product' => array('productId' => '33', 'title' => 'Mug', 'quantity' => 1)));
      list($mug, $ship) = Vafa\\offers_of(array('rewards' => array(${php(free)}, ${php(shipping)}))); $cart = WC()->cart;
      $without = array(Vafa\\obstacle($mug, $cart), Vafa\\obstacle($ship, $cart)); $cart->shipped = false;
      $cart->items[] = array('product_id' => 33, 'variation_id' => 0); $with = array(Vafa\\obstacle($mug, $cart), Vafa\\obstacle($ship, $cart)); echo json_encode(array($without, $with));`);
    expect(seen).toEqual([
      ["Put Mug into your cart first: this reward then makes it free.", ""],
      ["", "Nothing in your cart has to be shipped."],
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
