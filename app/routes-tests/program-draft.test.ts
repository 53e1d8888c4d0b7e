/** The program's form: terms to texts and back, with every complaint at its field. */
import { describe, expect, test } from "vitest";
import { createTranslator } from "../i18n";
import { currency } from "../loyalty/money";
import { firstTerms, type Terms } from "../loyalty/program";
import {
  type Draft,
  draftOf,
  fieldWriter,
  freshHandle,
  newReward,
  newTier,
} from "../routes/app.program/draft";
import { problemText } from "../routes/app.program/problem-text";
import { readDraft, readMultiplier } from "../routes/app.program/read-draft";

const gbp = currency("GBP");
const irr = currency("IRR");
const terms = firstTerms("GBP", 100);
const write = fieldWriter("en", gbp);
const draft = draftOf(terms, write);

const problemsOf = (changed: Partial<Draft>) => readDraft({ ...draft, ...changed }, gbp).problems ?? {};

describe("terms that go through the form", () => {
  test.each(["en", "fa", "ar"] as const)("come back the same, in %s digits", (locale) => {
    expect(readDraft(draftOf(terms, fieldWriter(locale, gbp)), gbp)).toEqual({ terms, problems: null });
    const rials = firstTerms("IRR", 100_000);
    expect(readDraft(draftOf(rials, fieldWriter(locale, irr)), irr).terms).toEqual(rials);
  });

  test("come back the same when they are unlike the first ones", () => {
    const other: Terms = {
      ...terms,
      expiry: { kind: "never" },
      pendingDays: 14,
      tiers: {
        metric: "orders",
        levels: [{ id: "a", name: { en: "A" }, threshold: 3, multiplierBp: 12_345 }],
      },
      rewards: [],
      redemption: { minimumPoints: 250, deadlineMinutes: 90 },
    };
    expect(readDraft(draftOf(other, write), gbp).terms).toEqual(other);
  });

  test("show money with its decimals, multipliers without needless ones, and deadlines in the largest unit", () => {
    expect(draft.tiers.map((tier) => [tier.threshold, tier.multiplier])).toEqual([
      ["0.00", "1"],
      ["500.00", "1.25"],
      ["2,000.00", "1.5"],
    ]);
    expect([draft.deadline, draft.deadlineUnit]).toEqual(["1", "days"]);
    expect(draftOf(firstTerms("IRR", 100_000), fieldWriter("fa", irr)).tiers[1]?.threshold).toBe(
      "۵۰٬۰۰۰٬۰۰۰",
    );
  });
});

describe("a multiplier", () => {
  test("is read exactly, and never as a float", () => {
    expect(readMultiplier("1.1")).toBe(11_000);
    expect(readMultiplier("۱٫۲۵")).toBe(12_500);
    expect(readMultiplier("2")).toBe(20_000);
    for (const text of ["", "1.23456", "-1", "1,5", "x"]) expect(readMultiplier(text), text).toBeNaN();
  });
});

describe("a complaint", () => {
  test("stands at the field that has to be changed", () => {
    expect(Object.keys(problemsOf({ pendingDays: "soon" }))).toEqual(["pendingDays"]);
    expect(Object.keys(problemsOf({ pointsName: { en: " ", fa: "", ar: "" } }))).toEqual(["pointsName.en"]);
    const rules = draft.rules.map((rule) => ({ ...rule, values: { ...rule.values, perMinor: "1.234" } }));
    expect(problemsOf({ rules })).toEqual({
      "earningRules.0.arguments.perMinor": { key: "field.money", bound: null },
    });
    const slider = { ...newReward("r", write), name: { en: "R", fa: "", ar: "" }, mode: "slider" as const };
    const stepped = { ...slider, stepPoints: "100", stepValue: "1", minPoints: "150", maxPoints: "0" };
    expect(problemsOf({ rewards: [stepped] })).toMatchObject({
      "rewards.0.price.minPoints": { key: "field.minimum-not-a-multiple" },
    });
  });

  test("is made about empty fields of a new tier", () => {
    const fresh = problemsOf({ tiers: [...draft.tiers, newTier("tier-4", write)] });
    expect(Object.keys(fresh).sort()).toEqual(["tiers.levels.3.name.en", "tiers.levels.3.threshold"]);
  });

  test("speaks of bounds in the field's own unit and the reader's digits", () => {
    const say = (locale: "en" | "fa", changed: Partial<Draft>) => {
      const whole = { ...draft, ...changed };
      const translator = createTranslator(locale);
      const around = { translator, currency: gbp, draft: whole };
      return Object.entries(readDraft(whole, gbp).problems ?? {}).map(([path, problem]) =>
        problemText(path, problem, around),
      );
    };
    expect(say("en", { deadline: "91" })).toEqual(["Must be at most 90."]);
    expect(say("en", { deadline: "2", deadlineUnit: "minutes" })).toEqual(["Must be at least 5."]);
    expect(say("fa", { pendingDays: "400" })).toEqual(["حداکثر ۳۶۵ باشد."]);
    const dear = draft.rewards.map((reward) => ({ ...reward, minimumSubtotal: "99999999999.00" }));
    expect(say("en", { rewards: dear.slice(0, 1) })).toEqual(["Must be at most £10,000,000,000.00."]);
    const tiers = draft.tiers.slice(0, 1).map((tier) => ({ ...tier, multiplier: "101" }));
    expect(say("en", { tiers })).toEqual(["Must be at most 100."]);
    expect(say("en", { tiers: tiers.map((tier) => ({ ...tier, multiplier: "much" })) })).toEqual([
      "Enter a number, such as 1.25.",
    ]);
  });

  test("exists for every fault of the core", () => {
    const { t } = createTranslator("ar");
    expect(t("field.same-threshold")).toBeTruthy();
  });
});

test("a fresh handle is one that nothing has, whatever was removed before", () => {
  expect(freshHandle("tier", [{ id: "tier-2" }, { id: "gold" }])).toBe("tier-3");
  expect(freshHandle("tier", [{ id: "tier-2" }])).toBe("tier-3");
});
