/** A form over a part of the terms: terms to texts and back, with every complaint at its field. */
import { describe, expect, test } from "vitest";
import { conditionsDraft, conditionsFrom, conditionsSet } from "../components/terms-form/conditions-draft";
import { problemText, unitOfPath } from "../components/terms-form/problems";
import { fieldReader, readMultiplier } from "../components/terms-form/reader";
import { readDraft } from "../components/terms-form/terms-form";
import { fieldWriter, freshHandle } from "../components/terms-form/writer";
import { createTranslator } from "../i18n";
import { always } from "../loyalty/conditions";
import { currency } from "../loyalty/money";
import { firstTerms, type Terms, termsSchema } from "../loyalty/program";
import { type ProgramDraft, programKind } from "../routes/app.program/program-form";

const gbp = currency("GBP");
const irr = currency("IRR");
const terms = firstTerms("GBP", 100);
const write = fieldWriter("en", gbp);
const draft = programKind.draftOf(terms, write);

const reading = (changed: Partial<ProgramDraft>, base: Terms = terms) =>
  readDraft(programKind, { ...draft, ...changed }, { base, read: fieldReader(gbp) });
const problemsOf = (changed: Partial<ProgramDraft>) => reading(changed).problems ?? {};

describe("terms that go through the form", () => {
  test.each(["en", "fa", "ar"] as const)("come back the same, in %s digits", (locale) => {
    const through = (whole: Terms, code: typeof gbp) =>
      readDraft(programKind, programKind.draftOf(whole, fieldWriter(locale, code)), {
        base: whole,
        read: fieldReader(code),
      }).terms;
    expect(through(terms, gbp)).toEqual(terms);
    const rials = firstTerms("IRR", 100_000);
    expect(through(rials, irr)).toEqual(rials);
    const others: Terms = termsSchema.parse({
      ...terms,
      pendingDays: 14,
      pendingFrom: "fulfilment",
      expiry: { kind: "calendar", month: 12, day: 31, spareMonths: 3 },
      expiryNoticeDays: [60, 14, 1],
      exchangeRates: [{ currency: "ZAR", fromMinor: 1_700, toMinor: 100 }],
      redemption: {
        minimumPoints: 250,
        deadlineMinutes: 90,
        maximumPointsPerOrder: 5_000,
        maximumShareBp: 1_250,
      },
    });
    expect(through(others, gbp)).toEqual(others);
  });

  test("keep what their form does not show", () => {
    const { part, terms: whole } = reading({ minimumPoints: "300" });
    expect(Object.keys(part ?? {})).not.toContain("rewards");
    expect(whole?.rewards).toEqual(terms.rewards);
    expect(whole?.redemption.minimumPoints).toBe(300);
  });

  test("show deadlines in the largest unit that is whole", () => {
    expect([draft.deadline, draft.deadlineUnit]).toEqual(["1", "days"]);
  });
});

describe("a number in a field", () => {
  test("is read exactly, and never as a float", () => {
    expect(readMultiplier("1.1")).toBe(11_000);
    expect(readMultiplier("۱٫۲۵")).toBe(12_500);
    expect(readMultiplier("2")).toBe(20_000);
    for (const text of ["", "1.23456", "-1", "1,5", "x"]) expect(readMultiplier(text), text).toBeNaN();
    expect(fieldReader(gbp).percent("۱۲٫۵")).toBe(1_250);
    expect(write.percent(1_250)).toBe("12.5");
    expect(write.multiplier(12_500)).toBe("1.25");
  });
});

describe("a complaint", () => {
  test("stands at the field that has to be changed", () => {
    expect(Object.keys(problemsOf({ pendingDays: "soon" }))).toEqual(["pendingDays"]);
    expect(Object.keys(problemsOf({ pointsName: { en: " ", fa: "", ar: "" } }))).toEqual(["pointsName.en"]);
    expect(Object.keys(problemsOf({ noticeDays: "30, x" }))).toEqual(["expiryNoticeDays.1"]);
    expect(problemsOf({ maximumShare: "half" })).toEqual({
      "redemption.maximumShareBp": { key: "field.decimal", bound: null },
    });
  });

  test("speaks of bounds in the field's own unit and the reader's digits", () => {
    const say = (locale: "en" | "fa", changed: Partial<ProgramDraft>) => {
      const whole = { ...draft, ...changed };
      const translator = createTranslator(locale);
      return Object.entries(reading(changed).problems ?? {}).map(([path, problem]) => {
        const unit = programKind.unitOf?.(path, whole) ?? unitOfPath(path);
        return problemText(problem, { translator, currency: gbp, unit });
      });
    };
    expect(say("en", { deadline: "91" })).toEqual(["Must be at most 90."]);
    expect(say("en", { deadline: "2", deadlineUnit: "minutes" })).toEqual(["Must be at least 5."]);
    expect(say("fa", { pendingDays: "400" })).toEqual(["حداکثر ۳۶۵ باشد."]);
    expect(say("en", { maximumShare: "101" })).toEqual(["Must be at most 100."]);
    const translator = createTranslator("en");
    const dear = { key: "field.too-big", bound: 1_000_000_000_000 } as const;
    expect(problemText(dear, { translator, currency: gbp, unit: unitOfPath("x.valueMinor") })).toBe(
      "Must be at most £10,000,000,000.00.",
    );
    const wild = { key: "field.decimal", bound: null } as const;
    expect(problemText(wild, { translator, currency: gbp, unit: unitOfPath("x.multiplierBp") })).toBe(
      "Enter a number, such as 1.25.",
    );
  });

  test("exists for every fault of the core", () => {
    const { t } = createTranslator("ar");
    expect(t("field.same-threshold")).toBeTruthy();
  });
});

describe("conditions", () => {
  test("come back the same, and say how many are set", () => {
    const some = { ...always, currencies: ["EUR", "USD"], tierIds: ["gold"], minimumMinor: 1_250 };
    const shown = conditionsDraft(some, fieldWriter("fa", gbp));
    expect(conditionsFrom(shown, fieldReader(gbp))).toEqual(some);
    expect(conditionsSet(shown)).toBe(3);
    expect(conditionsSet(conditionsDraft(always, write))).toBe(0);
  });
});

test("a fresh handle is one that nothing has, whatever was removed before", () => {
  const first = freshHandle("tier", [{ id: "gold" }], 1_000);
  expect(freshHandle("tier", [{ id: first }], 1_000)).not.toBe(first);
  // Removed and made anew, it is another: what was counted under the old one is not its own.
  expect(freshHandle("tier", [], 1_001)).not.toBe(first);
  expect(freshHandle("tier", [])).toMatch(/^tier-[a-z0-9]+$/);
});
