/** The WordPress shops' past: told once, always the same, without a message to anybody. */
import { expect, test } from "vitest";
import type { WooShop } from "../state/shop";
import { openShopAlone } from "../state/world";
import { tellPast } from "./tell-past";

const NOW = Date.UTC(2026, 10, 22, 9);

function told(name: string, length: "whole" | "short" = "short"): WooShop {
  const shop = openShopAlone(name, () => NOW);
  tellPast(shop, NOW, length);
  return shop;
}

const outline = (shop: WooShop) =>
  shop.ordersNewestFirst().map(({ id, total, status, createdAt }) => [id, total, status, createdAt]);

test.each(["nordlicht", "ferdows"])("of %s is always the same, and told once", (name) => {
  const shop = told(name);
  const first = outline(shop);
  tellPast(shop, NOW, "short");
  expect(outline(shop)).toEqual(first);
  expect(outline(told(name))).toEqual(first);
  expect(first.length).toBeGreaterThan(40);
});

test.each(["nordlicht", "ferdows"])(
  "of %s has cancelled and refunded orders, and nothing of tomorrow",
  (name) => {
    const orders = told(name, "whole").orders.rows();
    expect(orders.every(({ createdAt, modifiedAt }) => createdAt < NOW && modifiedAt < NOW)).toBe(true);
    expect(orders.some(({ status }) => status === "cancelled" || status === "refunded")).toBe(true);
  },
);

test("everybody of the cast but the newcomers has one", () => {
  for (const name of ["nordlicht", "ferdows"]) {
    const shop = told(name);
    const buyers = new Set(shop.orders.rows().map(({ customerId }) => customerId));
    for (const { id, castRole } of shop.cast()) expect(buyers.has(id)).toBe(castRole !== "newcomer");
  }
});

test("the whole past has more people, and stays short enough to be imported in a few pages", () => {
  const [short, whole] = [told("nordlicht"), told("nordlicht", "whole")];
  expect(whole.users.size).toBeGreaterThan(short.users.size);
  expect(whole.orders.size).toBeLessThan(500);
});
