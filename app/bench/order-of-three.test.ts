/** The measured order is the whole one, cut to what Shopify is asked for: it means the same, and is less than half as long. */
import { expect, it } from "vitest";
import { readEventWith } from "../stores/shopify/read-event";
import { testFingerprint } from "../testing/fingerprint";
import { orderOfThree } from "./order-of-three";
import { wholeOrder } from "./whole-order";

it("means what the whole order means, and is less than half of it", () => {
  const read = readEventWith({ fingerprint: testFingerprint });
  const order = { id: 1_000_007, customer: 3 };
  const whole = JSON.stringify(wholeOrder(order));
  expect(read("orders/paid", orderOfThree(order))).toEqual(read("orders/paid", whole));
  expect(read("orders/paid", whole).kind).toBe("order");
  expect(orderOfThree(order).length).toBeLessThan(whole.length / 2);
});
