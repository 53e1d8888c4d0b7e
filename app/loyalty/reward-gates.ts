/** Gates of a reward: who may have it, and when. Every list is empty for "all", and all that are not empty must let a member through. */
import { z } from "zod";
import { fault, fields, handle, whole } from "./schema-parts";

const handles = z.array(handle, fault("invalid")).max(100, fault("too-big")).default([]);
const moment = whole(0, 8_640_000_000_000_000);

export const gatesSchema = fields({
  tierIds: handles,
  segmentIds: handles,
  /** Personal: only these members. */
  memberIds: z
    .array(whole(1, Number.MAX_SAFE_INTEGER), fault("invalid"))
    .max(1_000, fault("too-big"))
    .default([]),
  from: moment.nullable().default(null),
  until: moment.nullable().default(null),
}).refine((gates) => gates.from === null || gates.until === null || gates.until > gates.from, {
  ...fault("ends-before-it-begins"),
  path: ["until"],
});
export type Gates = z.infer<typeof gatesSchema>;
export const noGates: Gates = { tierIds: [], segmentIds: [], memberIds: [], from: null, until: null };

/** A personal offer is nobody else's business: it is shown to those it is for, and to nobody else. It may cost no points. */
export function isPersonal(gates: Gates): boolean {
  return gates.memberIds.length > 0 || gates.segmentIds.length > 0;
}

/** Who stands before a gate. */
export interface Visitor {
  readonly memberId: number;
  readonly tierId: string | null;
  readonly segmentIds: readonly string[];
}

const lets = <Item>(wanted: readonly Item[], has: (item: Item) => boolean): boolean =>
  wanted.length === 0 || wanted.some(has);

/** The part of the gates that is personal. */
export function isMeantFor(gates: Gates, visitor: Visitor): boolean {
  return (
    lets(gates.memberIds, (id) => id === visitor.memberId) &&
    lets(gates.segmentIds, (id) => visitor.segmentIds.includes(id))
  );
}

export function isInTier(gates: Gates, visitor: Visitor): boolean {
  return lets(gates.tierIds, (id) => id === visitor.tierId);
}
