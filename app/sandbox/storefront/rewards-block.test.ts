/** The rewards block as Liquid prints it: complete without script. */
import { describe, expect, test } from "vitest";
import { declineReasons } from "../../loyalty/outcome";
import { people, programOf, pushProgram, putCode, storeWithMembers } from "./testing";
import { print, type Scene } from "./testing-print";

describe("the rewards", () => {
  test("redeem by a plain form to the app proxy, under the storefront's own root", () => {
    const { page } = print("loyalty-rewards", { person: people.emma, locale: "fa" });
    const form = page.querySelector("form");
    expect(form?.getAttribute("method")).toBe("post");
    expect(form?.getAttribute("action")).toBe(
      "/sandbox/stores/vafa-demo.myshopify.com/fa/apps/vafa/redemptions",
    );
    const field = (name: string) => form?.querySelector(`[name=${name}]`)?.getAttribute("value");
    expect(field("rewardId")).toBe("five-off");
    expect(field("key")).toMatch(/^[0-9a-f]{32}$/);
    expect(field("return_to")).toBe("/sandbox/stores/vafa-demo.myshopify.com/fa/cart");
    expect(form?.querySelector("button")?.getAttribute("type")).toBe("submit");
  });

  test("each have a key of their own", () => {
    const { page } = print("loyalty-rewards", { person: people.grace });
    const keys = [...page.querySelectorAll("[name=key]")].map((field) => field.getAttribute("value"));
    expect(new Set(keys).size).toBe(3);
  });

  test("say what they are worth, their conditions and how they combine before anybody redeems", () => {
    const { text } = print("loyalty-rewards", { person: people.emma });
    expect(text).toContain("£5.00 off");
    expect(text).toContain("£1.00 off for every 100 points");
    expect(text).toContain("For carts from £50.00");
    expect(text).toContain("Can be combined with product discounts and shipping discounts");
    expect(text).toContain("Cannot be combined with other discounts");
  });

  test("beyond the balance show what is missing instead of a button", () => {
    const { page, text } = print("loyalty-rewards", { person: people.emma });
    expect(page.querySelectorAll("form")).toHaveLength(2);
    expect(text).toContain("1,860 points to go");
  });

  test("with a minimum wait for the cart to reach it", () => {
    const small = print("loyalty-rewards", { person: people.grace, inCart: ["stoneware-mug"] });
    expect(small.text).toContain("Add £38.00 to your cart to use this reward.");
    expect(small.page.querySelectorAll("form")).toHaveLength(2);
    const large = print("loyalty-rewards", { person: people.grace, inCart: ["reading-lamp"] });
    expect(large.page.querySelectorAll("form")).toHaveLength(3);
  });

  test("on a slider end at the balance, and at what the cart is worth", () => {
    const most = (scene: Scene) =>
      print("loyalty-rewards", scene).page.querySelector("[name=points]")?.getAttribute("max");
    expect(most({ person: people.emma })).toBe("600");
    expect(most({ person: people.grace })).toBe("12400");
    expect(most({ person: people.grace, inCart: ["enamel-teapot"] })).toBe("3400");
  });

  test("that do not combine with the discount in the cart say so instead of spending points on it", () => {
    const store = storeWithMembers();
    putCode(store, "OTHER");
    const { text, page } = print("loyalty-rewards", {
      store,
      person: people.grace,
      inCart: ["reading-lamp"],
      code: "OTHER",
    });
    expect(text).toContain("Your cart already has an order discount");
    expect(page.querySelectorAll("form")).toHaveLength(0);
    putCode(store, "ONE-PRODUCT", { discountClass: "PRODUCT" });
    const beside = { store, person: people.grace, inCart: ["reading-lamp"], code: "ONE-PRODUCT" };
    expect(print("loyalty-rewards", beside).page.querySelectorAll("form")).toHaveLength(3);
  });

  test("worth more than the cart say so", () => {
    const { text } = print("loyalty-rewards", { person: people.nasrin, inCart: ["olive-soap"] });
    expect(text).not.toContain("more than your cart");
    const store = storeWithMembers();
    const program = programOf(people.nasrin.shop);
    const rewards = program.rewards
      .slice(0, 1)
      .map((reward) => ({ ...reward, price: { mode: "fixed" as const, points: 500, valueMinor: 1_000 } }));
    pushProgram(store, people.nasrin.shop, { ...program, rewards });
    expect(print("loyalty-rewards", { store, person: people.nasrin, inCart: ["olive-soap"] }).text).toContain(
      "This is worth more than your cart.",
    );
  });

  test("wait for the program's least balance, which the service would decline below", () => {
    const store = storeWithMembers();
    pushProgram(store, people.emma.shop, { ...programOf(people.emma.shop), minimumPoints: 1_000 });
    const { page, text } = print("loyalty-rewards", { store, person: people.emma });
    expect(page.querySelectorAll("form")).toHaveLength(0);
    expect(text).toContain("360 points to go");
  });

  test("are shown to guests and newcomers without a form", () => {
    for (const scene of [{}, { person: people.lily }]) {
      const { page, text } = print("loyalty-rewards", scene);
      expect(page.querySelectorAll("form")).toHaveLength(0);
      expect(page.querySelectorAll("li.vafa-reward")).toHaveLength(3);
      expect(text).toContain("500 points");
    }
    expect(print("loyalty-rewards", {}).text).toContain("Log in");
  });

  test("that are held are told, with their points", () => {
    expect(print("loyalty-rewards", { person: people.omar }).text).toContain(
      "Redeemed and not used yet: 500 points",
    );
    expect(
      print("loyalty-rewards", { person: people.emma }).page.querySelector("[data-vafa-held]"),
    ).toBeNull();
  });

  test("print every refusal a shopper can meet, found by its fragment without script", () => {
    const { page } = print("loyalty-rewards", { person: people.emma });
    const told = [...page.querySelectorAll("[id^=vafa-declined]")];
    expect(told.length).toBeGreaterThan(10);
    for (const line of told) {
      expect(declineReasons).toContain(line.id.replace("vafa-declined-", ""));
      expect(line.textContent).not.toContain("Translation missing");
    }
  });

  test("in rials have no decimals, in the digits of the language", () => {
    const { text, page } = print("loyalty-rewards", { person: people.maryam, locale: "fa" });
    expect(text).toContain("۵۰۰٬۰۰۰ ریال تخفیف");
    expect(page.querySelector("[data-vafa-rewards]")?.getAttribute("data-money")).toBe(
      "\u2068{amount} ریال\u2069",
    );
  });
});
