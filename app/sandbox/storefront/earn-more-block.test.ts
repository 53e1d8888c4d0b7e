/** The block of codes and birthday as Liquid prints it: only the forms the program has, complete without script, with every refusal's words. */
import { describe, expect, test } from "vitest";
import type { ProgramSummary } from "../../contract/program-summary";
import { people, programOf, pushProgram, pushSnapshot, snapshotOf, storeWithMembers } from "./testing";
import { print } from "./testing-print";

function storeWith(forms: ProgramSummary["forms"]) {
  const store = storeWithMembers();
  for (const { shop } of [people.emma, people.maryam])
    pushProgram(store, shop, { ...programOf(shop), forms });
  return store;
}
const both = storeWith(["code", "birthday"]);

describe("the block to earn more", () => {
  test("has a plain form for a code that leads back to its page", () => {
    const { page } = print("loyalty-earn-more", { store: both, person: people.emma });
    const form = page.querySelector("form");
    expect(form?.getAttribute("action")).toMatch(/\/apps\/vafa\/codes$/);
    expect(form?.getAttribute("method")).toBe("post");
    expect(form?.querySelector("[name=return_to]")?.getAttribute("value")).toMatch(/^\//);
    expect(page.querySelector("label[for=vafa-code]")?.textContent).toBe("Code");
    expect(page.querySelector("#vafa-earning-no-such-code")?.textContent).toContain("not valid");
    expect(page.querySelector("#vafa-earning-membership-over")?.textContent).toContain("has run out");
    expect(page.querySelector("#vafa-earned")).not.toBeNull();
  });

  test("asks for month and day, in the reader's language and direction", () => {
    const { page, text } = print("loyalty-earn-more", { store: both, person: people.maryam, locale: "fa" });
    expect(page.querySelectorAll("#vafa-month option")).toHaveLength(13);
    expect(text).toContain("روز تولدتان را بگویید");
    expect(page.querySelector("section")?.getAttribute("dir")).toBe("rtl");
    expect(page.querySelector("#vafa-code")?.getAttribute("dir")).toBe("ltr");
  });

  test("shows only what the program has, and nothing where it has neither", () => {
    const codes = print("loyalty-earn-more", { store: storeWith(["code"]), person: people.emma });
    expect(codes.page.querySelectorAll("form")).toHaveLength(1);
    expect(print("loyalty-earn-more", { store: storeWith([]), person: people.emma }).text.trim()).toBe("");
  });

  test("does not ask for a birthday that is known", () => {
    const store = storeWith(["code", "birthday"]);
    pushSnapshot(store, people.emma.id, snapshotOf(640, { birthday: { known: true } }));
    const { page, text } = print("loyalty-earn-more", { store, person: people.emma });
    expect(page.querySelectorAll("form")).toHaveLength(1);
    expect(page.querySelector("#vafa-month")).toBeNull();
    expect(text).toContain("Your birthday is on record.");
    // The thanks for telling it are shown by their address, so they stay.
    expect(page.querySelector("#vafa-kept-birthday")).not.toBeNull();
  });

  test("offers a guest to log in", () => {
    const guest = print("loyalty-earn-more", { store: both, shop: people.emma.shop });
    expect(guest.page.querySelector("form")).toBeNull();
    expect(guest.text).toContain("Log in");
  });
});
