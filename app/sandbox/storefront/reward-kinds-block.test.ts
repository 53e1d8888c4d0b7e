/** Every kind of reward in the rewards block and the launcher, as Liquid prints it: what it is worth, its terms, and why it is closed. */
import { describe, expect, test } from "vitest";
import type { ProgramSummary, RewardSummary } from "../../contract/program-summary";
import { DEMO_SHOP } from "../cast/shops";
import { people, programOf, pushProgram, storeWithMembers } from "./testing";
import { print, type Scene } from "./testing-print";

const [plain] = programOf(DEMO_SHOP).rewards;
if (!plain) throw new Error("the program has no reward");
const free = { mode: "fixed", points: 300, valueMinor: 0 } as const;
const kinds: readonly RewardSummary[] = [
  { ...plain, id: "tenth", kind: "percentage-off", percentBp: 1_250, price: free },
  { ...plain, id: "delivery", kind: "free-shipping", price: free },
  {
    ...plain,
    id: "mug",
    kind: "free-product",
    price: free,
    product: { productId: "77", title: "Tea <mug>", quantity: 2 },
  },
  { ...plain, id: "credit", kind: "store-credit" },
  { ...plain, id: "card", kind: "gift-card" },
];

function blockWith(
  rewards: readonly RewardSummary[],
  scene: Partial<Scene> = {},
  change: Partial<ProgramSummary> = {},
) {
  const store = storeWithMembers();
  pushProgram(store, DEMO_SHOP, { ...programOf(DEMO_SHOP), ...change, rewards: [...rewards] });
  return print("loyalty-rewards", { store, person: people.grace, ...scene });
}

describe("every kind of reward", () => {
  test("says what it is worth, in the language and digits of the page", () => {
    const { page } = blockWith(kinds);
    const text = page.body.textContent;
    for (const worth of [
      "12.5% off",
      "Free shipping",
      "Free: 2 × Tea <mug>",
      "£5.00 store credit",
      "£5.00 gift card",
    ])
      expect(text).toContain(worth);
    expect(page.querySelectorAll("form")).toHaveLength(kinds.length);
    const persian = blockWith(kinds, { locale: "fa" }).text;
    for (const worth of ["۱۲٫۵٪ تخفیف", "ارسال رایگان", "کارت هدیهٔ"]) expect(persian).toContain(worth);
  });

  test("says how it combines, but for what no order uses", () => {
    const combining = ({ page }: ReturnType<typeof blockWith>) =>
      [...page.querySelectorAll(".vafa-reward")].map((one) => one.textContent?.includes("combined") ?? false);
    expect(combining(blockWith(kinds))).toEqual([true, true, true, false, false]);
  });

  test("prints the terms that the merchant gave it", () => {
    const notes = { en: ["For Gold", "At most 1× a month"], fa: ["برای سطح طلایی"], ar: ["لمستوى ذهبي"] };
    const noted = kinds.slice(0, 1).map((reward) => ({ ...reward, notes }));
    expect(blockWith(noted).text).toContain("At most 1× a month");
    expect(blockWith(noted, { locale: "fa" }).text).toContain("برای سطح طلایی");
  });
});

describe("a closed reward", () => {
  const closed = (change: Partial<RewardSummary>, scene: Partial<Scene> = {}) => {
    const { text, page } = blockWith([{ ...plain, ...change }], scene);
    return { text, forms: page.querySelectorAll("form").length };
  };

  test("has its reason instead of a button: sold out, not begun, over, of another tier", () => {
    const day = 86_400_000;
    const opens = { en: "From Dec 1", fa: "از ۱۰ آذر", ar: "من ١ ديسمبر" };
    const cases: readonly [Partial<RewardSummary>, string][] = [
      [{ soldOut: true }, "None left"],
      [{ from: Date.now() + day, opens }, "From Dec 1"],
      [{ until: Date.now() - day }, "This reward is over."],
      [{ tierIds: ["silver"] }, "Not for your tier yet"],
    ];
    for (const [change, reason] of cases) {
      const { text, forms } = closed(change);
      expect(text).toContain(reason);
      expect(forms, reason).toBe(0);
    }
  });

  test("opens for its tier and within its dates", () => {
    expect(closed({ tierIds: ["gold"] }).forms).toBe(1);
    expect(closed({ from: Date.now() - 1_000, until: Date.now() + 60_000 }).forms).toBe(1);
  });

  test("says its reason in the launcher, too", () => {
    const store = storeWithMembers();
    pushProgram(store, DEMO_SHOP, {
      ...programOf(DEMO_SHOP),
      rewards: [{ ...plain, soldOut: true }, ...kinds],
    });
    const { text, page } = print("loyalty-launcher", { store, person: people.grace });
    expect(text).toContain("None left");
    expect(text).toContain("Free shipping");
    expect(page.querySelectorAll(".is-within-reach")).toHaveLength(kinds.length);
  });
});

test("personal offers are asked for by the script, and only where there are any", () => {
  const offers = ({ page }: ReturnType<typeof blockWith>) => page.querySelector("[data-vafa-offers]");
  expect(offers(blockWith(kinds))).toBeNull();
  expect(offers(blockWith(kinds, {}, { personalOffers: true }))?.hasAttribute("hidden")).toBe(true);
});
