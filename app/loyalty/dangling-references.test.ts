/** A list of tiers or segments that names what is gone lets nobody through: it is found wherever it can stand, with its place. */
import { expect, it } from "vitest";
import { danglingReferences } from "./dangling-references";
import { firstTerms, type Terms, termsSchema } from "./program";

const base = firstTerms("GBP", 100);
const name = { en: "N" };
const spend = { points: 1, perMinor: 100, rounding: "down" as const };
const rule = (conditions: object, active = true) => ({
  id: "rule",
  kind: "spend" as const,
  name,
  active,
  arguments: spend,
  conditions,
});
const termsWith = (part: object): Terms => termsSchema.parse({ ...base, ...part });
const campaign = {
  id: "double",
  name,
  active: true,
  from: 0,
  until: null,
  conditions: { segmentIds: ["gone"] },
  effect: { kind: "multiplier", multiplierBp: 20_000 },
  priority: 0,
  stacking: "adds",
  budgetPoints: null,
};
const segment = (values: string[], is = "one-of") => ({
  id: "friends",
  name,
  tests: [
    { field: "tag", is: "one-of", values: ["platinum"] },
    { field: "tier", is, values },
  ],
});
const placesIn = (terms: Terms) => danglingReferences(terms).map(({ path, to, id }) => [path, to, id]);

it("finds nothing in terms whose parts know one another", () => {
  expect(danglingReferences(base)).toEqual([]);
  const whole = { segments: [segment(["Gold"])], earningRules: [rule({ segmentIds: ["friends"] })] };
  expect(danglingReferences(termsWith(whole))).toEqual([]);
});

it("finds them in rules, campaigns, rewards and segments, each with its place", () => {
  const [reward] = base.rewards;
  const terms = termsWith({
    earningRules: [...base.earningRules, rule({ tierIds: ["gold", "platinum"] })],
    campaigns: [campaign],
    rewards: [{ ...reward, gates: { tierIds: ["platinum"], segmentIds: ["gone"] } }],
    segments: [segment(["platinum"])],
  });
  expect(placesIn(terms)).toEqual([
    ["earningRules.1.conditions.tierIds.1", "tier", "platinum"],
    ["campaigns.0.conditions.segmentIds.0", "segment", "gone"],
    ["rewards.0.gates.tierIds.0", "tier", "platinum"],
    ["rewards.0.gates.segmentIds.0", "segment", "gone"],
    ["segments.0.tests.1.values.0", "tier", "platinum"],
  ]);
});

it("says of each whose it is, and whether the rest of its list lets anybody through", () => {
  const terms = termsWith({
    earningRules: [
      rule({ tierIds: ["gold", "platinum"] }),
      { ...rule({ tierIds: ["platinum"] }), id: "other" },
    ],
  });
  expect(danglingReferences(terms).map(({ from, lets }) => [from.kind, from.id, lets])).toEqual([
    ["rule", "rule", true],
    ["rule", "other", false],
  ]);
});

it("counts a segment of everybody outside a tier that is gone as one that lets through", () => {
  const terms = termsWith({ segments: [segment(["platinum"], "none-of")] });
  expect(danglingReferences(terms).map(({ lets }) => lets)).toEqual([true]);
});

it("leaves alone what is switched off", () => {
  expect(danglingReferences(termsWith({ earningRules: [rule({ tierIds: ["platinum"] }, false)] }))).toEqual(
    [],
  );
});

it("finds what the removal of a tier leaves behind", () => {
  const before = termsWith({ earningRules: [rule({ tierIds: ["gold"] })] });
  const levels = before.tiers.levels.filter((level) => level.id !== "gold");
  expect(placesIn(before)).toEqual([]);
  expect(placesIn({ ...before, tiers: { ...before.tiers, levels } })).toEqual([
    ["earningRules.0.conditions.tierIds.0", "tier", "gold"],
  ]);
});
