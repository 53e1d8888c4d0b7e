/** Earning rules in a form: every kind has its fields from its definition, in every language, and goes through the form unchanged. */
import { describe, expect, test } from "vitest";
import { fieldReader } from "../components/terms-form/reader";
import { readDraft } from "../components/terms-form/terms-form";
import { fieldWriter } from "../components/terms-form/writer";
import { rulesExample } from "../components/worked-example/rules-example";
import { createTranslator, locales } from "../i18n";
import { mostInAYear } from "../loyalty/actions";
import { type EarningRuleKind, earningRuleDefinitions } from "../loyalty/earning-rules/definition";
import { currency } from "../loyalty/money";
import { firstTerms, type TermsInput, termsSchema } from "../loyalty/program";
import { argumentLabel } from "../routes/app.earning/argument-fields";
import { earningKind, hintsOf, newRule } from "../routes/app.earning/earning-form";

const gbp = currency("GBP");
const kinds = Object.keys(earningRuleDefinitions).filter(
  (kind): kind is EarningRuleKind => kind in earningRuleDefinitions,
);
const named = (id: string) => ({ id, name: { en: id } });
const limit = { times: 3, per: "month" as const };

const everyKind: TermsInput["earningRules"] = [
  { ...named("spend"), kind: "spend", arguments: { points: 5, perMinor: 100, rounding: "nearest" } },
  {
    ...named("tea"),
    kind: "product",
    arguments: { points: 20 },
    conditions: {
      products: { include: ["11"], exclude: [] },
      minimumMinor: 1_250,
      currencies: ["EUR", "USD"],
    },
  },
  { ...named("joining"), kind: "sign-up", arguments: { points: 100 } },
  { ...named("birthday"), kind: "birthday", active: false, arguments: { points: 200, knownDays: 30 } },
  { ...named("review"), kind: "review", arguments: { points: 50, limit } },
  { ...named("survey"), kind: "survey", arguments: { points: 40, limit } },
  { ...named("visit"), kind: "visit", arguments: { points: 1, limit }, conditions: { tierIds: ["gold"] } },
  { ...named("code"), kind: "code", arguments: { limit } },
  { ...named("quiz"), kind: "event", arguments: { event: "quiz.finished", points: 30, limit } },
];
const terms = termsSchema.parse({ ...firstTerms("GBP", 100), earningRules: everyKind });

describe("every kind of rule", () => {
  test("goes through the form and comes back the same, in any digits", () => {
    expect(new Set(terms.earningRules.map((rule) => rule.kind))).toEqual(new Set(kinds));
    for (const locale of locales) {
      const draft = earningKind.draftOf(terms, fieldWriter(locale, gbp));
      expect(readDraft(earningKind, draft, { base: terms, read: fieldReader(gbp) }).terms).toEqual(terms);
    }
  });

  test.each(kinds)("%s has a name, a help and a label for each argument in every language", (kind) => {
    for (const locale of locales) {
      const translator = createTranslator(locale);
      for (const key of [`rule.${kind}`, `rule.${kind}.help`]) expect(translator.knows(key), key).toBe(true);
      for (const [name, hint] of hintsOf(kind)) {
        // A limit is labelled by its parts, which all kinds share.
        if (hint !== "limit") expect(argumentLabel(translator, kind, name), name).not.toBe(name);
      }
    }
  });

  test.each(kinds)("%s begins with complaints only about what nobody has filled in yet", (kind) => {
    const write = fieldWriter("en", gbp);
    const draft = { rules: [newRule(kind, [], write)] };
    const { problems } = readDraft(earningKind, draft, { base: terms, read: fieldReader(gbp) });
    const faults = Object.entries(problems ?? {}).map(([path, problem]) => `${path}: ${problem.key}`);
    for (const complaint of faults) expect(complaint).toMatch(/required|whole|money|invalid/);
    expect(faults.some((complaint) => complaint.startsWith("earningRules.0.name.en"))).toBe(true);
  });
});

describe("field lesson 16: two order rules double the points by accident", () => {
  const spend = everyKind[0];
  const twice = (second: object) =>
    rulesExample(
      termsSchema.parse({ ...terms, earningRules: [spend, { ...spend, ...named("again"), ...second }] }),
      5_000,
    );

  test("the example shows both, what each gives, and their sum, before anything is saved", () => {
    const example = twice({});
    expect(example.applied).toBe(2);
    expect(example.rules.map(({ verdict }) => verdict.applied && verdict.points)).toEqual([250, 250]);
    expect(example.points).toBe(500);
  });

  test("a rule that asks for a product finds one in the example, and one that is off says so", () => {
    const tea = twice({
      kind: "product",
      arguments: { points: 20 },
      conditions: { products: { include: ["11"], exclude: [] } },
    });
    expect([tea.products, tea.applied, tea.points]).toEqual([1, 2, 520]);
    const shelf = twice({ conditions: { collections: { include: ["77"], exclude: [] } } });
    expect([shelf.products, shelf.points]).toEqual([1, 750]);
    const off = twice({ active: false });
    expect(off.rules.map(({ verdict }) => (verdict.applied ? "" : verdict.reason))).toEqual(["", "inactive"]);
  });
});

test("what deeds come to in a year counts every limit to the full", () => {
  const most = terms.earningRules.flatMap((rule) =>
    rule.kind === "spend" || rule.kind === "product" ? [] : [mostInAYear(rule)],
  );
  expect(most).toEqual([100, 200, 50 * 36, 40 * 36, 36, null, 30 * 36]);
});
