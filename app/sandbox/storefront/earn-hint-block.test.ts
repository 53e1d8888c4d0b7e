/** "This product earns N points", computed in Liquid as the core computes an award. */
import { describe, expect, test } from "vitest";
import { people, programOf, pushProgram, storeWithMembers } from "./testing";
import { print } from "./testing-print";

describe("the earn hint", () => {
  test("says what the product earns, with the member's tier", () => {
    expect(print("loyalty-earn-hint", { product: "stoneware-mug" }).text).toBe(
      "Members earn 60 points with this product",
    );
    expect(print("loyalty-earn-hint", { product: "stoneware-mug", person: people.emma }).text).toBe(
      "You earn 60 points with this product",
    );
    expect(print("loyalty-earn-hint", { product: "stoneware-mug", person: people.grace }).text).toBe(
      "You earn 90 points with this product Gold 1.5×",
    );
  });

  test("rounds once at the end, as the program says", () => {
    // Soap at £5.40 earns 27 points; with the factor 1.25 that is 33.75.
    for (const [rounding, points] of [
      ["down", 33],
      ["nearest", 34],
      ["up", 34],
    ] as const) {
      const store = storeWithMembers();
      const program = programOf(people.nasrin.shop);
      pushProgram(store, people.nasrin.shop, { ...program, earning: { ...program.earning, rounding } });
      const { text } = print("loyalty-earn-hint", { store, product: "olive-soap", person: people.nasrin });
      expect(text).toContain(`You earn ${points} points`);
    }
  });

  test("counts a currency without decimals in its own units, and says «up to» where tax is in the price", () => {
    const { text } = print("loyalty-earn-hint", { product: "saffron", person: people.maryam, locale: "fa" });
    expect(text).toBe("شما با این کالا تا ۴۹۰ امتیاز می‌گیرید");
  });

  test("knows every variant before it is chosen", () => {
    const { page } = print("loyalty-earn-hint", { product: "wool-blanket", person: people.emma });
    const known = JSON.parse(page.querySelector("[data-vafa-hint-variants]")?.textContent ?? "{}") as Record<
      string,
      string
    >;
    expect(Object.values(known)).toEqual([
      "You earn 320 points with this product",
      "You earn 595 points with this product",
    ]);
  });

  test("is silent for a gift card, and where the shopper pays in another currency", () => {
    expect(print("loyalty-earn-hint", { product: "gift-card" }).html).toBe("");
    const store = storeWithMembers();
    pushProgram(store, people.emma.shop, { ...programOf(people.emma.shop), currency: "EUR" });
    expect(print("loyalty-earn-hint", { store, product: "stoneware-mug" }).html).toBe("");
  });
});
