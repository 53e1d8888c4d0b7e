/** The launcher as Liquid prints it, and what holds for every block. */
import { describe, expect, test } from "vitest";
import { people, programOf, pushProgram, pushSnapshot, snapshotOf, storeWithMembers, tiers } from "./testing";
import { print } from "./testing-print";

describe("the launcher", () => {
  test("is a native <details> with the balance on its button", () => {
    const { page } = print("loyalty-launcher", { person: people.emma });
    expect(page.querySelector("details > summary")?.textContent).toContain("640 points");
    expect(page.querySelector("details")?.hasAttribute("open")).toBe(false);
    expect(page.querySelector("details a")?.getAttribute("href")).toBe(
      "/sandbox/stores/vafa-demo.myshopify.com/cart#vafa-rewards",
    );
  });

  test("lets a guest log in", () => {
    expect(print("loyalty-launcher", { locale: "ar" }).text).toContain("تسجيل الدخول");
  });
});

test("a name with markup in it is printed as text", () => {
  const store = storeWithMembers();
  const program = programOf(people.emma.shop);
  const evil = { en: '<img src=x onerror="alert(1)">', fa: "<b>", ar: "<b>" };
  const rewards = program.rewards.map((reward) => ({ ...reward, name: evil }));
  pushProgram(store, people.emma.shop, { ...program, pointsName: evil, rewards });
  const evilTier = { ...tiers.gold, name: evil };
  pushSnapshot(store, people.emma.id, snapshotOf(900, { tier: evilTier, progress: null, reserved: 100 }));
  for (const block of [
    "loyalty-balance",
    "loyalty-rewards",
    "loyalty-launcher",
    "loyalty-earn-hint",
  ] as const) {
    const { page, html } = print(block, { store, person: people.emma, product: "wool-blanket" });
    expect(page.querySelectorAll("img, b")).toHaveLength(0);
    expect(html).not.toContain("<img");
  }
});
