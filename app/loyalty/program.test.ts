/** Laws of the terms: what may be saved, and that every refusal says which field and why, in words that can be translated. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstTerms, type Terms, termsSchema } from "./program";
import { quote } from "./rewards";
import { fieldFaults } from "./schema-parts";

/** What one "unit" is worth in minor units where a shop like the sandbox's would price in it. */
const shops = [
  ["GBP", 100],
  ["EUR", 100],
  ["IRR", 100_000],
  ["JPY", 100],
  ["KWD", 1_000],
] as const;

const faultsOf = (terms: unknown) =>
  (termsSchema.safeParse(terms).error?.issues ?? []).map(
    (issue) => `${issue.path.join(".")}: ${issue.message}`,
  );
const first = firstTerms("GBP", 100);

describe("the first terms", () => {
  it("are valid in currencies of 0, 2 and 3 decimals, and survive the database's JSON", () => {
    for (const [currency, unit] of shops) {
      const terms = firstTerms(currency, unit);
      expect(faultsOf(terms)).toEqual([]);
      expect(termsSchema.parse(JSON.parse(JSON.stringify(terms)))).toEqual(terms);
    }
  });

  it("give about five per cent back, in every currency", () => {
    for (const [currency, unit] of shops) {
      const terms = firstTerms(currency, unit);
      const [rule] = terms.earningRules;
      if (rule?.kind !== "spend") throw new Error("the first rule is not by spend");
      const spend = rule.arguments;
      for (const reward of terms.rewards) {
        const priced = quote(reward, undefined);
        if (!priced.done) throw new Error(`${reward.id} has no price`);
        const back = (spend.points / spend.perMinor) * (priced.value.value / priced.value.points);
        expect(back).toBeCloseTo(0.05, 10);
      }
    }
  });

  it("speak English, Persian and Arabic", () => {
    const named = [...first.earningRules, ...first.tiers.levels, ...first.rewards].map((one) => one.name);
    for (const name of [first.pointsName, ...named])
      expect(Object.keys(name).sort()).toEqual(["ar", "en", "fa"]);
  });
});

describe("terms", () => {
  it("refuse two rewards, two tiers or two earning rules with one id", () => {
    const [reward] = first.rewards;
    const [tier] = first.tiers.levels;
    const [rule] = first.earningRules;
    expect(faultsOf({ ...first, rewards: [reward, reward] })).toEqual(["rewards: duplicate-id"]);
    expect(faultsOf({ ...first, earningRules: [rule, rule] })).toEqual(["earningRules: duplicate-id"]);
    const levels = [tier, { ...tier, threshold: 1 }];
    expect(faultsOf({ ...first, tiers: { ...first.tiers, levels } })).toEqual(["tiers: duplicate-id"]);
  });

  it("need at least one earning rule, an English name and a currency", () => {
    expect(faultsOf({ ...first, earningRules: [] })).toEqual(["earningRules: required"]);
    expect(faultsOf({ ...first, pointsName: { fa: "امتیاز" } })).toEqual(["pointsName.en: required"]);
    expect(faultsOf({ ...first, pointsName: { en: "  " } })).toEqual(["pointsName.en: required"]);
    expect(faultsOf({ ...first, currency: "pounds" })).toEqual(["currency: invalid"]);
  });

  it("name a currency that is none, also in a rule's conditions", () => {
    const [rule] = first.earningRules;
    const earningRules = [{ ...rule, conditions: { currencies: [null, "EURO", "EUR"] } }];
    expect(faultsOf({ ...first, earningRules })).toEqual([
      "earningRules.0.conditions.currencies.0: invalid",
      "earningRules.0.conditions.currencies.1: invalid",
    ]);
  });

  it("say what is wrong with a number", () => {
    const pending = (pendingDays: unknown) => faultsOf({ ...first, pendingDays });
    expect(pending(-1)).toEqual(["pendingDays: too-small"]);
    expect(pending(366)).toEqual(["pendingDays: too-big"]);
    expect(pending(0.5)).toEqual(["pendingDays: whole"]);
    expect(pending("7")).toEqual(["pendingDays: whole"]);
    expect(pending(undefined)).toEqual(["pendingDays: whole"]);
  });

  it("know no wrong of their own making: whatever is broken, every fault is one of the words with a translation", () => {
    const junk = fc.oneof(
      fc.constantFrom(
        null,
        undefined,
        "",
        " ",
        "x".repeat(200),
        -1,
        0.5,
        Number.NaN,
        2 ** 60,
        true,
        {},
        [],
        [null],
      ),
      fc.jsonValue(),
    );
    const known: readonly string[] = fieldFaults;
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), junk, (turns, broken) => {
        const terms = breakOne(first, turns, broken);
        for (const issue of termsSchema.safeParse(terms).error?.issues ?? [])
          expect(known).toContain(issue.message);
      }),
      { numRuns: 1_500 },
    );
  });
});

/** The same terms with one value, anywhere in them, replaced. */
function breakOne(value: unknown, turns: Iterator<number>, broken: unknown): unknown {
  if (typeof value !== "object" || value === null) return broken;
  const keys = Object.keys(value);
  const turn = turns.next().value as number;
  const key = keys[turn % (keys.length + 1)];
  if (key === undefined) return broken;
  const part = breakOne((value as Readonly<Record<string, unknown>>)[key], turns, broken);
  return Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part };
}

describe("a field that newer terms have and older ones have not", () => {
  it("does not stand in the way: what is not known is left out, not refused", () => {
    const later: Terms & { later: number } = { ...first, later: 1 };
    expect(termsSchema.parse(later)).toEqual(first);
  });
});
