/** The measure at doors that are open to everybody: who hammers is slowed down, and nobody else; and one line to the Internet is one visitor. */
import { describe, expect, test } from "vitest";
import { mayGo, mayTell, networkOf } from "../routes/shared/public-visitor.server";

describe("at the door of connecting a store", () => {
  test("a stranger who hammers from one network, for ever other stores, is sent away and keeps no other out", () => {
    const waits = Array.from({ length: 500 }, (_, n) =>
      mayGo({ address: `2001:db8::${n.toString(16)}` }, `https://shop-${n}.example`),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
    expect(mayGo({ address: "192.0.2.7" }, "https://honest.example")).toBe(0);
  });

  test("who was sent away takes nothing from the store they named", () => {
    for (let time = 0; time < 100; time += 1) mayGo({ address: "2001:db8::1" }, "https://wanted.example");
    expect(mayGo({ address: "192.0.2.8" }, "https://wanted.example")).toBe(0);
  });

  test("one store is not asked without end by many", () => {
    const waits = Array.from({ length: 20 }, (_, n) =>
      mayGo({ address: `198.51.100.${n}` }, "https://Asked.example"),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });
});

test("whoever only tells is slowed down by their own network, too", () => {
  const waits = Array.from({ length: 60 }, () => mayTell({ address: "203.0.113.9" }));
  expect(waits.filter((wait) => wait === 0).length).toBeLessThan(25);
  expect(mayTell({ address: "203.0.113.10" })).toBe(0);
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "::ffff:192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8::1", "2001:db8:0:0::/64"],
  ["2001:db8:1:2::", "2001:db8:1:2::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["unknown", "unknown"],
])("%s is of the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
