/** Every entry of the ledger has a sentence, in every language, whatever caused it. */
import { describe, expect, test } from "vitest";
import { createTranslator, locales } from "../i18n";
import { instant, memberId, orderId, redemptionId, termsVersion } from "../loyalty/brand";
import type { Cause, EntryKind } from "../loyalty/ledger/entry";
import { previewOf } from "../routes/app.members.$memberId/adjust-preview";
import { entrySentence } from "../routes/app.members.$memberId/entry-sentence";

const order = { orderId: orderId("1"), orderName: "#1001" };
const redemption = { redemptionId: redemptionId("r") };
const staff = { note: "", actor: "staff:1" };

const causes: { readonly [Why in Cause["why"]]: readonly [EntryKind, Extract<Cause, { why: Why }>] } = {
  "order-awarded": ["earn", { why: "order-awarded", ...order }],
  "order-changed": ["clawback", { why: "order-changed", ...order }],
  "order-redated": ["earn", { why: "order-redated", ...order, maturesAt: null }],
  action: ["earn", { why: "action", ruleId: "welcome", termsVersion: termsVersion(1), action: "sign-up" }],
  referral: ["earn", { why: "referral", referralId: 1 }],
  "redemption-reserved": ["redeem", { why: "redemption-reserved", ...redemption, rewardId: "five-off" }],
  "redemption-released": [
    "restore",
    { why: "redemption-released", ...redemption, release: "deadline", of: 1 },
  ],
  "redemption-used-late": ["redeem", { why: "redemption-used-late", ...redemption, orderId: orderId("1") }],
  "redeemed-order-returned": ["restore", { why: "redeemed-order-returned", ...redemption, ...order, of: 1 }],
  "redeemed-order-restated": ["redeem", { why: "redeemed-order-restated", ...redemption, ...order }],
  "lot-expired": ["expire", { why: "lot-expired", lotSeq: 3, expiredAt: instant(Date.UTC(2026, 10, 22)) }],
  "member-left": ["expire", { why: "member-left", lotSeq: 3 }],
  "expired-points-moved": ["restore", { why: "expired-points-moved", memberId: memberId(7), of: 1 }],
  "expired-points-of-returned-order": [
    "restore",
    { why: "expired-points-of-returned-order", orderId: orderId("1"), of: 1 },
  ],
  "merged-into": ["adjust", { why: "merged-into", memberId: memberId(7), lotSeq: null }],
  "merged-from": ["adjust", { why: "merged-from", memberId: memberId(7) }],
  imported: ["adjust", { why: "imported", importId: 3 }],
  staff: ["adjust", { why: "staff", reason: "goodwill", ...staff }],
  "staff-undo-credit": ["adjust", { why: "staff-undo-credit", undoes: 3, ...staff }],
  "staff-undo-debit": ["adjust", { why: "staff-undo-debit", of: 3, ...staff }],
};

const say = (locale: (typeof locales)[number], kind: EntryKind, cause: Cause) =>
  entrySentence(kind, cause, {
    translator: createTranslator(locale),
    timeZone: "Asia/Tehran",
    rewardName: (_, id) => id,
    ruleName: (id) => id,
  });

describe("the sentence of an entry", () => {
  test.each(Object.values(causes))("of kind %s exists in every language: $1.why", (kind, cause) => {
    const sentences = locales.map((locale) => say(locale, kind, cause));
    expect(new Set(sentences).size).toBe(locales.length);
    for (const sentence of sentences) expect(sentence.length).toBeGreaterThan(5);
  });

  test("names the order, the date and the reward", () => {
    expect(say("en", ...causes["order-awarded"])).toBe("For order #1001");
    expect(say("fa", ...causes["lot-expired"])).toBe("باقی‌ماندهٔ ردیف ۳ در ۱ آذر ۱۴۰۵ منقضی شد");
    expect(say("en", ...causes["redemption-released"])).toBe(
      "The redemption ended unused: its deadline passed",
    );
  });

  test("says whether a changed order earns more or less", () => {
    expect(say("en", "earn", causes["order-changed"][1])).toContain("earns more");
    expect(say("en", "clawback", causes["order-changed"][1])).toContain("earns less");
  });

  test("shows a reason that has no words any more as it is", () => {
    expect(say("en", "adjust", { why: "staff", reason: "old-reason", ...staff })).toContain("old-reason");
  });
});

describe("the preview of an adjustment", () => {
  test("adds what is given, after what is owed was covered", () => {
    expect(previewOf({ active: 100, deficit: 0 }, 50)).toEqual({ after: 150, short: 0 });
    expect(previewOf({ active: 0, deficit: 30 }, 50)).toEqual({ after: 20, short: 0 });
    expect(previewOf({ active: 0, deficit: 80 }, 50)).toEqual({ after: 0, short: 0 });
  });

  test("takes no more than can be spent", () => {
    expect(previewOf({ active: 100, deficit: 0 }, -40)).toEqual({ after: 60, short: 0 });
    expect(previewOf({ active: 100, deficit: 0 }, -140)).toEqual({ after: 0, short: 40 });
  });
});
