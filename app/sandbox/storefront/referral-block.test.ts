/** The referral block as Liquid prints it: what inviting gives to both, in every language, and nothing where there is no referral. */
import { describe, expect, test } from "vitest";
import type { ProgramSummary } from "../../contract/program-summary";
import { people, programOf, pushProgram, storeWithMembers } from "./testing";
import { print } from "./testing-print";

function storeWith(referral: ProgramSummary["referral"]) {
  const store = storeWithMembers();
  for (const { shop } of [people.emma, people.maryam])
    pushProgram(store, shop, { ...programOf(shop), referral });
  return store;
}
const percentage = storeWith({ advocatePoints: 500, friend: { kind: "percentage-off", percentBp: 1_250 } });

describe("the referral block", () => {
  test("says what friend and advocate get, and leads a member to their link", () => {
    const store = storeWith({ advocatePoints: 500, friend: { kind: "amount-off", valueMinor: 500 } });
    const { text, page } = print("loyalty-referral", { store, person: people.emma });
    expect(text).toContain("Invite friends and get 500 points");
    expect(text).toContain("Your friend gets £5.00 off on their first order.");
    expect(page.querySelector("a.vafa-button")?.getAttribute("href")).toMatch(/\/apps\/vafa\/referral$/);
  });

  test("is in Persian digits, right to left", () => {
    const { text, page } = print("loyalty-referral", {
      store: percentage,
      person: people.maryam,
      locale: "fa",
    });
    expect(text).toContain("دوستانتان را دعوت کنید و ۵۰۰ امتیاز بگیرید");
    expect(text).toContain("۱۲٫۵۰%");
    expect(page.querySelector("section")?.getAttribute("dir")).toBe("rtl");
  });

  test("offers a guest to log in, and is not there without a referral program", () => {
    expect(print("loyalty-referral", { store: percentage, shop: people.emma.shop }).text).toContain(
      "Log in to get your own link.",
    );
    expect(print("loyalty-referral", { store: storeWith(null), person: people.emma }).text.trim()).toBe("");
  });
});
