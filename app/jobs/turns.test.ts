/** Laws of turns that concern several processes: none of them has a favourite, and all do not begin with the same shop. */
import { expect, test } from "vitest";
import { shopId } from "../loyalty/brand";
import { Turns } from "./turns";

const shops = Array.from({ length: 50 }, (_, index) => shopId(1 + index));

test("Twenty processes do not all begin with the same shop", () => {
  const firsts = new Set(Array.from({ length: 20 }, () => new Turns().inTurn(shops)[0]));
  expect(firsts.size).toBeGreaterThan(1);
});

test("Every shop is first once in as many passes as there are shops, and nobody is left out of a pass", () => {
  const turns = new Turns();
  const passes = shops.map(() => turns.inTurn(shops));
  expect(new Set(passes.map(([first]) => first)).size).toBe(shops.length);
  for (const pass of passes) expect([...pass].sort((a, b) => a - b)).toEqual(shops);
});
