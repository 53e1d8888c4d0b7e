/** Values of the `shopify` global become signals of the extension's own Preact, and wake views only when they change. */
import { effect, Signal } from "@preact/signals";
import { expect, it, vi } from "vitest";
import { Live } from "./live";

it("is a plain value until the extension hands its signals over, and a signal from then on", () => {
  const codes = new Live<string[]>([]);
  codes.set(["FIRST"]);
  expect(codes.value).toEqual(["FIRST"]);
  codes.adopt(Signal);
  const seen: string[][] = [];
  const stop = effect(() => void seen.push(codes.value));
  codes.set(["FIRST", "SECOND"]);
  stop();
  expect(seen).toEqual([["FIRST"], ["FIRST", "SECOND"]]);
});

it("wakes nobody when the same value is said again", () => {
  const cost = new Live({ amount: 65, currencyCode: "GBP" });
  const woken = vi.fn();
  const leave = cost.subscribe(woken);
  cost.set({ amount: 65, currencyCode: "GBP" });
  expect(woken).not.toHaveBeenCalled();
  cost.set({ amount: 60, currencyCode: "GBP" });
  expect(woken).toHaveBeenCalledExactlyOnceWith({ amount: 60, currencyCode: "GBP" });
  leave();
  cost.set({ amount: 1, currencyCode: "GBP" });
  expect(woken).toHaveBeenCalledTimes(1);
});
