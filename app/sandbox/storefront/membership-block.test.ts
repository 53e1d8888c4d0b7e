/** The block of membership as Liquid prints it: a form to join in the words that are kept, a way to leave that says what it costs, complete without script. */
import { describe, expect, test } from "vitest";
import type { ProgramSummary } from "../../contract/program-summary";
import { people, programOf, pushProgram, storeWithMembers } from "./testing";
import { print } from "./testing-print";

function storeWith(membership: ProgramSummary["membership"]) {
  const store = storeWithMembers();
  const consentText = { en: "I join and agree.", fa: "می‌پیوندم و می‌پذیرم." };
  for (const { shop } of [people.emma, people.maryam])
    pushProgram(store, shop, { ...programOf(shop), membership, consentText });
  return store;
}

describe("the membership block", () => {
  test("tells a guest to log in", () => {
    const { page, text } = print("loyalty-membership", {
      store: storeWith("opt-in"),
      shop: people.emma.shop,
    });
    expect(page.querySelector("form")).toBeNull();
    expect(text).toContain("Log in to join");
  });

  test("lets a member leave, and says before what is lost", () => {
    const { page } = print("loyalty-membership", { store: storeWith("opt-in"), person: people.emma });
    const leave = page.querySelector("form[action$='/apps/vafa/membership/leave']");
    expect(leave?.getAttribute("method")).toBe("post");
    expect(leave?.textContent).toContain("lost at once");
    expect(page.querySelector("form[action$='/apps/vafa/consents']")).not.toBeNull();
  });

  test("has every answer's words on the page, for the fragment that a form comes back with", () => {
    const { page } = print("loyalty-membership", {
      store: storeWith("opt-in"),
      person: people.maryam,
      locale: "fa",
    });
    for (const id of ["joined", "left", "consented", "membership-not-invited", "membership-not-paid"])
      expect(page.querySelector(`#vafa-${id}`)?.textContent).toMatch(/[\u0600-\u06FF]/);
    expect(page.querySelector("section")?.getAttribute("dir")).toBe("rtl");
  });
});
