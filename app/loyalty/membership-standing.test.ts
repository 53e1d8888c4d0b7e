/** Who is a member, when, and which of their orders count: by when an order was placed, never by when we heard of it. */
import { describe, expect, test } from "vitest";
import { instant } from "./brand";
import {
  claimsGuestOrder,
  eitherStanding,
  type MembershipStanding,
  mayTakePart,
  whyNotCounted,
} from "./membership-standing";

const at = (day: number) => instant(day * 86_400_000);
const automatic: MembershipStanding = { status: "active", periods: null, until: null, guestsFrom: null };
const joined: MembershipStanding = {
  status: "active",
  periods: [{ from: at(100), until: null }],
  until: null,
  guestsFrom: at(100),
};
const paid: MembershipStanding = {
  status: "active",
  periods: [
    { from: at(100), until: at(130) },
    { from: at(200), until: at(230) },
  ],
  until: at(230),
  guestsFrom: null,
};

describe("an order counts", () => {
  test.each<[string, MembershipStanding, number, string | null]>([
    ["always, where membership is automatic", automatic, 1, null],
    ["from the day that was agreed on joining", joined, 100, null],
    ["not when it was placed before that", joined, 99, "not-a-member"],
    ["within a period that was paid for", paid, 129, null],
    ["not between two of them", paid, 150, "not-a-member"],
    ["not after the last, whether or not the job has run", paid, 230, "membership-over"],
    [
      "within the period also when it arrives after the membership lapsed",
      { ...paid, status: "lapsed" },
      229,
      null,
    ],
    ["for nobody who has left", { ...joined, status: "left" }, 120, "not-a-member"],
    ["for nobody whose membership was closed", { ...automatic, status: "closed" }, 120, "member-closed"],
  ])("%s", (_law, member, day, why) => {
    expect(whyNotCounted(member, at(day))).toBe(why);
  });

  test("of a guest, only from the day on which guests' orders are claimed", () => {
    expect(claimsGuestOrder(joined, at(100))).toBe(true);
    expect(claimsGuestOrder(joined, at(99))).toBe(false);
    expect(claimsGuestOrder(automatic, at(100))).toBe(false);
    expect(claimsGuestOrder({ ...joined, status: "left" }, at(120))).toBe(false);
  });
});

describe("a member takes part", () => {
  test.each<[MembershipStanding, number, string | null]>([
    [automatic, 1, null],
    [paid, 229, null],
    [paid, 230, "membership-over"],
    [{ ...paid, status: "lapsed" }, 150, "membership-over"],
    [{ ...joined, status: "left" }, 150, "not-a-member"],
    [{ ...joined, status: "closed" }, 150, "member-closed"],
    [{ ...joined, status: "merged" }, 150, "member-closed"],
  ])("by %o on day %i: %s", (member, day, reason) => {
    const outcome = mayTakePart(member, at(day));
    expect(outcome.done ? null : outcome.reason).toBe(reason);
  });
});

describe("two who turn out to be one", () => {
  test("count whatever counted for either", () => {
    expect(eitherStanding(joined, automatic).periods).toBeNull();
    expect(eitherStanding(joined, paid)).toEqual({
      status: "active",
      periods: [...(joined.periods ?? []), ...(paid.periods ?? [])],
      until: null,
      guestsFrom: at(100),
    });
    const lapsed: MembershipStanding = { ...paid, status: "lapsed" };
    expect(eitherStanding(lapsed, { ...paid, until: at(300) })).toMatchObject({
      status: "active",
      until: at(300),
    });
  });

  test("stay gone when the one who is kept has left and the other never was active", () => {
    expect(eitherStanding({ ...joined, status: "left" }, { ...joined, status: "left" }).status).toBe("left");
  });
});
