/** The balance block as Liquid prints it: without a request and without script, in every state and language. */
import { describe, expect, test } from "vitest";
import { people, pushSnapshot, snapshotOf, storeWithMembers, tiers } from "./testing";
import { print } from "./testing-print";

describe("the balance", () => {
  test("is printed with tier, way to the next tier and pending points", () => {
    const { text, page } = print("loyalty-balance", { person: people.emma });
    expect(text).toContain("Your balance 640 points");
    expect(text).toContain("Bronze");
    expect(text).toContain("£190.00 to go to Silver");
    expect(text).toContain("120 points pending");
    expect(page.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow")).toBe("62");
    expect(page.querySelector("[role=progressbar]")?.getAttribute("aria-label")).toBe("Progress to Silver");
  });

  test("of the best customer has no next tier, and says what expires when", () => {
    const { text } = print("loyalty-balance", { person: people.grace });
    expect(text).toContain("12,480 points");
    expect(text).toContain("Gold 1.5× points");
    expect(text).toContain("You are at the highest tier.");
    expect(text).toContain("900 points to spend by 14 January 2027");
  });

  test("that ends with a day names that day, as the admin does, and not the one after it", () => {
    const store = storeWithMembers();
    const endOfDay = (shopsMidnight: string) => ({ points: 300, at: Date.parse(shopsMidnight) });
    const london = endOfDay("2027-06-15T00:00:00+01:00");
    pushSnapshot(store, people.emma.id, snapshotOf(300, { nextExpiry: london }));
    expect(print("loyalty-balance", { store, person: people.emma }).text).toContain("by 14 June 2027");
    const tehran = endOfDay("2027-03-21T00:00:00+03:30");
    pushSnapshot(store, people.maryam.id, snapshotOf(300, { nextExpiry: tehran }));
    expect(print("loyalty-balance", { store, person: people.maryam, locale: "fa" }).text).toContain(
      "تا ۲۹ اسفند ۱۴۰۵",
    );
  });

  test("is in Persian digits, right to left, with the day in the Persian calendar", () => {
    const { text, page } = print("loyalty-balance", { person: people.grace, locale: "fa" });
    expect(text).toContain("۱۲٬۴۸۰ امتیاز");
    expect(text).toContain("۹۰۰ امتیاز تا ۲۴ دی ۱۴۰۵");
    expect(page.querySelector(".vafa")?.getAttribute("dir")).toBe("rtl");
    expect(page.querySelector(".vafa")?.getAttribute("lang")).toBe("fa");
  });

  test("is in Arabic digits, right to left", () => {
    const { text, page } = print("loyalty-balance", { person: people.omar, locale: "ar" });
    expect(text).toContain("١٬٢٤٠ نقاط");
    expect(text).toContain("٥٠٠ نقاط محجوزة");
    expect(page.querySelector(".vafa")?.getAttribute("dir")).toBe("rtl");
  });

  test("counts the way to the next tier in what the program counts", () => {
    const store = storeWithMembers();
    const way = { next: tiers.gold, have: 1_500, need: 2_750, percent: 54 };
    pushSnapshot(store, people.emma.id, snapshotOf(0, { progress: { ...way, metric: "points" } }));
    expect(print("loyalty-balance", { store, person: people.emma }).text).toContain(
      "1,250 points to go to Gold",
    );
    pushSnapshot(
      store,
      people.emma.id,
      snapshotOf(0, { progress: { ...way, metric: "orders", have: 3, need: 5 } }),
    );
    expect(print("loyalty-balance", { store, person: people.emma }).text).toContain(
      "Orders to go to Gold: 2",
    );
  });

  test("tells what the tier gives, and until when it is kept", () => {
    const store = storeWithMembers();
    const benefits = { percentOffBp: 750, freeShipping: true };
    const grace = { until: Date.parse("2027-06-15T00:00:00+01:00") };
    const keep = { next: tiers.gold, metric: "spend", have: 1_500_00, need: 2_000_00, percent: 75 } as const;
    pushSnapshot(store, people.emma.id, snapshotOf(0, { tier: tiers.gold, benefits, grace, progress: keep }));
    const { text } = print("loyalty-balance", { store, person: people.emma });
    expect(text).toContain("7.5% off · Free shipping");
    expect(text).toContain("To keep Gold after 14 June 2027: £500.00");
    expect(text).not.toContain("highest tier");
  });

  test("of a guest is an invitation to log in, of a newcomer how membership begins", () => {
    const guest = print("loyalty-balance", {});
    expect(guest.text).toContain("Collect points with every order");
    expect(guest.page.querySelector("a")?.getAttribute("href")).toBe(
      "/sandbox/stores/vafa-demo.myshopify.com/account/login",
    );
    const newcomer = print("loyalty-balance", { person: people.lily });
    expect(newcomer.text).toContain("Your points start with your next order");
    expect(newcomer.page.querySelector("a")).toBeNull();
  });

  test("is not there before the app has published a program", () => {
    const store = storeWithMembers();
    store.installationTable.remove(people.emma.shop);
    expect(print("loyalty-balance", { store, person: people.emma }).html).toBe("");
  });
});
