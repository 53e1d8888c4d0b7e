/** Segments: members matching a definition. A definition is data and is judged purely, so that who belongs can be explained and replayed. */
import { z } from "zod";
import type { Instant } from "./brand";
import { fault, fields, handle, localizedTextSchema, whole } from "./schema-parts";

/** What a segment may ask of a member. `days-…` count whole days up to now; `spend` is minor units of the program's currency. */
export const segmentFields = ["orders", "spend", "days-since-joining", "days-since-last-order"] as const;
export type SegmentField = (typeof segmentFields)[number];

const numberTest = fields({
  field: z.enum(segmentFields, fault("invalid")),
  is: z.enum(["at-least", "at-most"], fault("invalid")),
  value: whole(0, Number.MAX_SAFE_INTEGER),
});
const wordTest = fields({
  field: z.enum(["tier", "tag", "locale"], fault("invalid")),
  is: z.enum(["one-of", "none-of"], fault("invalid")),
  values: z
    .array(z.string().trim().min(1, fault("required")).max(120, fault("too-long")), fault("invalid"))
    .min(1, fault("required"))
    .max(50, fault("too-big")),
});

export const segmentSchema = fields({
  id: handle,
  name: localizedTextSchema,
  /** All of them must hold. */
  tests: z
    .array(z.union([numberTest, wordTest], fault("invalid")), fault("required"))
    .min(1, fault("required"))
    .max(20, fault("too-big")),
});
export type Segment = z.infer<typeof segmentSchema>;

/** What is known of a member when segments are judged. */
export interface MemberFacts {
  readonly orders: number;
  readonly spend: number;
  readonly tierId: string | null;
  readonly joinedAt: Instant;
  readonly lastOrderAt: Instant | null;
  readonly locale: string | null;
  /** Lower case. */
  readonly tags: readonly string[];
}

const dayMs = 86_400_000;

function numberOf(field: SegmentField, facts: MemberFacts, at: Instant): number {
  switch (field) {
    case "orders":
      return facts.orders;
    case "spend":
      return facts.spend;
    case "days-since-joining":
      return Math.floor((at - facts.joinedAt) / dayMs);
    case "days-since-last-order":
      return facts.lastOrderAt === null
        ? Number.POSITIVE_INFINITY
        : Math.floor((at - facts.lastOrderAt) / dayMs);
  }
}

function wordsOf(field: "tier" | "tag" | "locale", facts: MemberFacts): readonly string[] {
  if (field === "tag") return facts.tags;
  const word = field === "tier" ? facts.tierId : facts.locale;
  return word === null ? [] : [word.toLowerCase()];
}

function holds(test: Segment["tests"][number], facts: MemberFacts, at: Instant): boolean {
  if ("value" in test) {
    const have = numberOf(test.field, facts, at);
    return test.is === "at-least" ? have >= test.value : have <= test.value;
  }
  const have = wordsOf(test.field, facts);
  const found = test.values.some((value) => have.includes(value.toLowerCase()));
  return test.is === "one-of" ? found : !found;
}

/** The ids of all segments a member is in. */
export function segmentsOf(segments: readonly Segment[], facts: MemberFacts, at: Instant): string[] {
  return segments
    .filter((segment) => segment.tests.every((test) => holds(test, facts, at)))
    .map((segment) => segment.id);
}
