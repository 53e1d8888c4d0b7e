/** Laws of the plugin's tokens: what is not signed with the shop's own secret, for this door, now and for a short while, proves nothing. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { askPhp } from "../../../woocommerce-bridge/plugin-tools/php";
import { instant, shopId } from "../../loyalty/brand";
import { signedToken } from "../../testing/plugin-tokens";
import { isOfPlugin, proveShopper, proveStaff, shopNamedBy } from "./plugin-token";

const secret = "the-secret-of-shop-number-four";
const now = 1_795_000_000;
const wanted = { secret, shopId: shopId(4), at: instant(now * 1_000) };
const shopper = { iss: "vafa-woocommerce", shop: "4", aud: "shopper", sub: "12", iat: now, exp: now + 300 };
const staff = { ...shopper, aud: "staff", role: "support", locale: "fa_IR" };
const refused = { proved: false, expired: null };

const shopperBy = (claims: object, alg?: string) =>
  proveShopper(signedToken({ secret, claims: { ...shopper, ...claims }, ...(alg ? { alg } : {}) }), wanted);

describe("a shopper's token", () => {
  test("says who the customer is, and a guest's that there is none", async () => {
    expect(await shopperBy({})).toEqual({ proved: true, token: { customerId: "12", locale: null } });
    const guest = await shopperBy({ sub: undefined, locale: "fa_IR" });
    expect(guest).toEqual({ proved: true, token: { customerId: null, locale: "fa_IR" } });
  });

  test.each<[string, object]>([
    ["of another issuer", { iss: "somebody" }],
    ["of another shop", { shop: "5" }],
    ["of a shop that is no number", { shop: "4 OR 1=1" }],
    ["of no shop", { shop: undefined }],
    ["for staff", { aud: "staff" }],
    ["for both doors", { aud: ["shopper", "staff"] }],
    ["for nobody", { aud: undefined }],
    ["from the future", { iat: now + 61, exp: now + 120 }],
    ["that lives too long", { exp: now + 301 }],
    ["that ends before it begins", { exp: now - 1, iat: now }],
    ["without an end", { exp: undefined }],
    ["without a beginning", { iat: undefined }],
    ["whose end is a text", { exp: "never" }],
    ["of WordPress's nobody", { sub: "0" }],
    ["of a name instead of a number", { sub: "admin" }],
    ["that is not good yet", { nbf: now + 100 }],
  ])("%s is refused", async (_, claims) => {
    expect(await shopperBy(claims)).toEqual(refused);
  });

  test.each(["none", "HS384", "HS512", "RS256", "hs256"])("signed by %s is refused", async (alg) => {
    expect(await shopperBy({}, alg)).toEqual(refused);
  });

  test("signed with another shop's secret, changed afterwards, or cut short is refused", async () => {
    const good = signedToken({ secret, claims: shopper });
    const [head, , signature] = good.split(".");
    const [, other] = signedToken({ secret, claims: { ...shopper, sub: "13" } }).split(".");
    const forged = signedToken({ secret: "the-secret-of-shop-number-five", claims: shopper });
    for (const token of [forged, `${head}.${other}.${signature}`, good.slice(0, -2), `${head}.${other}.`, ""])
      expect(await proveShopper(token, wanted)).toEqual(refused);
  });

  test("is good with a clock that is a minute ahead, and until its last second", async () => {
    expect((await shopperBy({ iat: now + 60, exp: now + 360 })).proved).toBe(true);
    expect((await shopperBy({ iat: now - 299, exp: now + 1 })).proved).toBe(true);
  });

  test("that has run out is told from one that was never good", async () => {
    const past = { iat: now - 301, exp: now - 1 };
    expect(await shopperBy(past)).toEqual({ proved: false, expired: { customerId: "12", locale: null } });
    expect(await shopperBy({ ...past, aud: "staff" })).toEqual(refused);
    expect(await shopperBy({ ...past, iat: now - 1_000 })).toEqual(refused);
    const forged = signedToken({ secret: "another-secret-altogether", claims: { ...shopper, ...past } });
    expect(await proveShopper(forged, wanted)).toEqual(refused);
  });

  test("proves nothing for a shop whose secret was erased", async () => {
    const token = signedToken({ secret: "", claims: shopper });
    expect(await proveShopper(token, { ...wanted, secret: "" })).toEqual(refused);
  });
});

describe("a staff token", () => {
  const by = (claims: object) => proveStaff(signedToken({ secret, claims: { ...staff, ...claims } }), wanted);

  test("says who it is, in which role and language", async () => {
    expect(await by({})).toEqual({
      proved: true,
      token: { person: "12", role: "support", locale: "fa_IR", origin: null },
    });
  });

  test("says where wp-admin stands, as an origin or not at all", async () => {
    const said = async (origin: unknown) => {
      const proof = await by({ origin });
      return proof.proved && proof.token.origin;
    };
    expect(await said("https://Shop.example:8443/wp-admin/?x=1")).toBe("https://shop.example:8443");
    for (const origin of ["javascript:alert(1)", "*", "https://a b", 7, "'none'; script-src *"])
      expect(await said(origin)).toBeNull();
  });

  test.each<[string, object]>([
    ["a shopper's", { aud: "shopper" }],
    ["nobody's", { sub: undefined }],
    ["without a role", { role: undefined }],
    ["with a role that there is not", { role: "administrator" }],
  ])("%s is refused", async (_, claims) => {
    expect(await by(claims)).toEqual(refused);
  });
});

test("the plugin's own PHP makes tokens that are proved here", async () => {
  const code = "echo json_encode(Vafa\\mint_token($in['holder'], '4', $in['secret'], $in['now']));";
  const made = async (holder: object) =>
    z.string().parse(await askPhp(["includes/token.php"], { holder, secret, now }, code));
  const guest = await made({ aud: "shopper", locale: "fa_IR" });
  expect(await proveShopper(guest, wanted)).toMatchObject({ proved: true, token: { customerId: null } });
  const owner = await made({ aud: "staff", sub: "1", role: "owner", locale: "ar" });
  expect(await proveStaff(owner, wanted)).toMatchObject({ proved: true, token: { role: "owner" } });
  expect(await proveShopper(owner, wanted)).toEqual(refused);
});

test("which shop a token is of can be asked before anything is proved, and of anything", () => {
  expect(shopNamedBy(signedToken({ secret: "x", claims: shopper }))).toBe(4);
  for (const text of ["", "a.b.c", "null", `${"x".repeat(5_000)}`]) {
    expect(shopNamedBy(text)).toBeNull();
    expect(isOfPlugin(text)).toBe(false);
  }
  expect(isOfPlugin(signedToken({ secret: "x", claims: { ...shopper, iss: "https://shopify" } }))).toBe(
    false,
  );
});
