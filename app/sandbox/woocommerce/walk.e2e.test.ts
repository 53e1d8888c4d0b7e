/**
 * The walk of an order on the WooCommerce face, in Chromium: English in euros and Persian in tomans, classic and block pages. The real plugin runs in PHP, the orders reach the app as webhooks, and each
 * figure is held to what the shopper was promised on the page before.
 */
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { browserForTests } from "../../testing/browser";
import { seriousFaults, sideways } from "../../testing/page-quality";
import { sharedApp } from "../../testing/shared-app";
import type { House } from "../testing/windows";
import { refundOneOfEach, type Shape, WooShopper, WpStaff, wooHome } from "./testing/woo-windows";

const browser = browserForTests();
let house: House;

interface Scene {
  readonly shop: string;
  readonly shape: Shape;
  readonly who: string;
  readonly name: string;
  /** Dear enough for a reward, and for free shipping even with it. */
  readonly dear: string;
  /** Worth less than the points that the member has. */
  readonly cheap: string;
  readonly cheapMinor: number;
  /** Who adjusts: the owner, or one of support. */
  readonly staff: string;
}

const nordlicht = { shop: "nordlicht", dear: "reading-lamp", cheap: "olive-soap", cheapMinor: 540 } as const;
const ferdows = { shop: "ferdows", dear: "termeh-cloth", cheap: "lahijan-tea", cheapMinor: 420_000 } as const;
const scenes: readonly Scene[] = [
  { ...nordlicht, shape: "classic", who: "emma", name: "Emma Clarke", staff: "jonas" },
  { ...nordlicht, shape: "block", who: "grace", name: "Grace Whitfield", staff: "mira" },
  { ...ferdows, shape: "classic", who: "maryam", name: "مریم احمدی", staff: "kaveh" },
  { ...ferdows, shape: "block", who: "ali", name: "علی محمدی", staff: "mina" },
];

const soon = { timeout: 20_000, interval: 250 };
const patience = { timeout: 120_000, interval: 500 };

beforeAll(async () => {
  house = { browser, origin: `http://localhost:${(await sharedApp()).port}` };
  // The shops are connected when their pages know the program.
  for (const { shop, dear } of [nordlicht, ferdows])
    await vi.waitFor(async () => {
      const page = await fetch(`${wooHome(house, shop)}/product/${dear}/`);
      expect(await page.text()).toContain("vafa-hint");
    }, patience);
}, 150_000);

/** Nothing keeps people out, and nothing is wider than the window. */
async function isSound({ page }: WooShopper): Promise<void> {
  expect(await seriousFaults(page), page.url()).toEqual([]);
  expect(await sideways(page), page.url()).toBe(0);
}

describe.each(scenes)("$shop, $shape pages, $who", (scene) => {
  let shopper: WooShopper;
  let balance = 0;
  let order = 0;

  beforeAll(async () => {
    shopper = await WooShopper.enter(house, scene);
    await shopper.emptyCart();
    balance = await shopper.balance();
  });

  it("a first order earns what its product promised", async () => {
    const hint = await shopper.hint(scene.dear);
    expect(hint).toBeGreaterThan(0);
    await isSound(shopper);
    await shopper.putIntoCart(scene.dear, 2);
    const { earns } = await shopper.placeOrder();
    await isSound(shopper);
    // Rounded down once for the order, and not once a piece.
    expect([2 * hint, 2 * hint + 1]).toContain(earns);
    balance += earns;
    await expect.poll(() => shopper.balance(), soon).toBe(balance);
    await isSound(shopper);
  });

  it("staff see the member in wp-admin and give points, which the shop shows", async () => {
    const staff = await WpStaff.enter(house, scene.shop, scene.staff);
    await staff.openMember(scene.name);
    expect(await seriousFaults(staff.page)).toEqual([]);
    await staff.adjust(6_000, "A parcel was wet");
    balance += 6_000;
    await expect.poll(() => shopper.balance(), soon).toBe(balance);
  });

  it("a reward becomes a coupon in the cart, and the order earns what is left to pay", async () => {
    await shopper.putIntoCart(scene.dear, 1);
    const before = await shopper.total();
    await isSound(shopper);
    await shopper.redeemFixed();
    const discount = await shopper.discount();
    expect(discount).toBeGreaterThan(0);
    expect(await shopper.total()).toBe(before - discount);
    await isSound(shopper);
    await shopper.openCheckout();
    expect(await shopper.total()).toBe(before - discount);
    await isSound(shopper);
    const placed = await shopper.placeOrder();
    order = placed.id;
    // The reward of one price costs 500 points in a new program.
    await expect.poll(() => shopper.balance(), soon).toBe(balance - 500 + placed.earns);
  });

  it("a refund at the order desk takes back what was earned, and gives back what was spent", async () => {
    await refundOneOfEach(house, scene.shop, order);
    await expect.poll(() => shopper.balance(), soon).toBe(balance);
  });

  it("a slider ends where the cart ends", async () => {
    await shopper.putIntoCart(scene.cheap, 1);
    // 100 points are worth 1.00 € and 10,000 tomans.
    const step = scene.shop === "nordlicht" ? 100 : 10_000;
    expect(await shopper.sliderMost()).toBe(Math.floor(scene.cheapMinor / step) * 100);
    await isSound(shopper);
    await shopper.emptyCart();
  });
});

describe.each([
  ["nordlicht", "lily", "olive-soap"],
  ["ferdows", "reza", "lahijan-tea"],
])("%s on a phone", (shop, who, thing) => {
  it.each([390, 320])("%i pixels wide, every page stays within it and keeps nobody out", async (width) => {
    const shopper = await WooShopper.enter(house, { shop, who, shape: "block", width });
    await shopper.emptyCart();
    await shopper.putIntoCart(thing, 1);
    for (const path of [
      "/",
      `/product/${thing}/`,
      "/cart/",
      "/classic-cart/",
      "/checkout/",
      "/classic-checkout/",
    ]) {
      await shopper.open(path);
      await isSound(shopper);
    }
    for (const path of ["/my-account/", "/my-account/points/", "/my-account/orders/"]) {
      await shopper.open(path);
      await isSound(shopper);
    }
  });
});

it("a variation says what it earns when it is chosen", async () => {
  const shopper = await WooShopper.enter(house, { shop: "nordlicht", who: "emma", shape: "block" });
  await shopper.open("/product/wool-blanket/");
  const own = shopper.page.locator(".woocommerce-variation .vafa-hint");
  const first = await own.textContent();
  await shopper.page.locator("#variation").selectOption({ index: 1 });
  await expect.poll(() => own.textContent()).not.toBe(first);
});

describe("while the Vafa server is away", () => {
  const line = (state: string) =>
    fetch(`${wooHome(house, "nordlicht")}/wp-sandbox/line/${state}`, { method: "PUT" });
  afterEach(() => line("open"));

  it.each(["away", "slow"])("(%s) the shop shows what it knows, and sells", async (state) => {
    const shopper = await WooShopper.enter(house, { shop: "nordlicht", who: "emma", shape: "block" });
    await shopper.emptyCart();
    const balance = await shopper.balance();
    await line(state);
    await shopper.open("/my-account/points/");
    expect(await shopper.page.locator(".vafa-said--notice").count()).toBe(1);
    await isSound(shopper);
    await shopper.putIntoCart("olive-soap", 1);
    expect(await shopper.page.locator(".vafa-panel form").count()).toBe(0);
    await isSound(shopper);
    const { earns } = await shopper.placeOrder();
    await line("open");
    await expect.poll(() => shopper.balance(), soon).toBe(balance + earns);
  });
});

it("PHP had nothing to complain of", async () => {
  const complaints = await fetch(`${wooHome(house, "nordlicht")}/wp-sandbox/complaints`);
  expect(await complaints.json()).toEqual([]);
});
