/**
 * References to tiers and segments that are no longer in the terms. Tiers and segments are edited freely, so this is no fault of the terms; but whatever asks for one that is
 * gone lets nobody through by it, and would do so in silence (law 7). What is switched off is left alone.
 */
import type { Terms } from "./program";
import type { LocalizedText } from "./schema-parts";
import type { Segment } from "./segments";

export const referrerKinds = ["rule", "campaign", "reward", "segment"] as const;

/** Whose reference it is. */
export interface Referrer {
  readonly kind: (typeof referrerKinds)[number];
  readonly id: string;
  readonly name: LocalizedText;
}

export interface DanglingReference {
  /** Of the reference in the terms, such as `rewards.0.gates.tierIds.1`. */
  readonly path: string;
  readonly from: Referrer;
  readonly to: "tier" | "segment";
  /** What is not there. */
  readonly id: string;
  /** Whether the rest of its list still lets somebody through. */
  readonly lets: boolean;
}

interface List extends Pick<DanglingReference, "path" | "from" | "to"> {
  readonly ids: readonly string[];
  /** A list of those who are let through, or of those who are not. */
  readonly excludes?: boolean;
}

interface Asking {
  readonly id: string;
  readonly name: LocalizedText;
  readonly active: boolean;
}

/** The two lists of conditions or gates. */
function listsOf(
  kind: Referrer["kind"],
  { id, name, active }: Asking,
  { path, tierIds, segmentIds }: { path: string; tierIds: readonly string[]; segmentIds: readonly string[] },
): List[] {
  if (!active) return [];
  const from = { kind, id, name };
  return [
    { path: `${path}.tierIds`, from, to: "tier", ids: tierIds },
    { path: `${path}.segmentIds`, from, to: "segment", ids: segmentIds },
  ];
}

const listsOfSegment = ({ id, name, tests }: Segment, place: number): List[] =>
  tests.flatMap((test, index): List[] =>
    "values" in test && test.field === "tier"
      ? [
          {
            path: `segments.${place}.tests.${index}.values`,
            from: { kind: "segment", id, name },
            to: "tier",
            ids: test.values,
            excludes: test.is === "none-of",
          },
        ]
      : [],
  );

export function danglingReferences(
  terms: Pick<Terms, "earningRules" | "campaigns" | "rewards" | "segments"> & {
    readonly tiers: Pick<Terms["tiers"], "levels">;
  },
): DanglingReference[] {
  // Tests of segments are words that people wrote: their case does not matter, and ids are lower case.
  const there = {
    tier: new Set(terms.tiers.levels.map(({ id }) => id)),
    segment: new Set(terms.segments.map(({ id }) => id)),
  };
  const lists = [
    ...terms.earningRules.flatMap((rule, place) =>
      listsOf("rule", rule, { ...rule.conditions, path: `earningRules.${place}.conditions` }),
    ),
    ...terms.campaigns.flatMap((campaign, place) =>
      listsOf("campaign", campaign, { ...campaign.conditions, path: `campaigns.${place}.conditions` }),
    ),
    ...terms.rewards.flatMap((reward, place) =>
      listsOf("reward", reward, { ...reward.gates, path: `rewards.${place}.gates` }),
    ),
    ...terms.segments.flatMap(listsOfSegment),
  ];
  return lists.flatMap(({ path, from, to, ids, excludes = false }) => {
    const isThere = (id: string) => there[to].has(id.toLowerCase());
    const lets = excludes || ids.some(isThere);
    return ids.flatMap((id, index) =>
      isThere(id) ? [] : [{ path: `${path}.${index}`, from, to, id, lets }],
    );
  });
}
