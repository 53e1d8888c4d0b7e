/** Conditions as fields hold them, and back. */
import type { Conditions } from "../../loyalty/conditions";
import type { FieldReader } from "./reader";
import type { FieldWriter } from "./writer";

export interface ConditionsDraft extends Omit<Conditions, "currencies" | "minimumMinor"> {
  /** Codes with commas between them. */
  readonly currencies: string;
  readonly minimum: string;
}

export const conditionsDraft = (conditions: Conditions, write: FieldWriter): ConditionsDraft => {
  const { currencies, minimumMinor, ...rest } = conditions;
  return { ...rest, currencies: currencies.join(", "), minimum: write.money(minimumMinor) };
};

export const conditionsFrom = (draft: ConditionsDraft, read: FieldReader): Conditions => {
  const { currencies, minimum, ...rest } = draft;
  const codes = currencies.toUpperCase().split(/[,،\s]+/);
  return { ...rest, currencies: codes.filter((code) => code !== ""), minimumMinor: read.money(minimum) };
};

/** How many kinds of condition are set: what a closed editor says of itself. */
export function conditionsSet({ minimum, ...draft }: ConditionsDraft): number {
  const lists = [draft.channels, draft.tierIds, draft.segmentIds];
  const scopes = [draft.products, draft.collections].flatMap(({ include, exclude }) => [include, exclude]);
  const filled = [...lists, ...scopes].filter((list) => list.length > 0).length;
  return filled + (draft.currencies.trim() === "" ? 0 : 1) + (/[1-9۱-۹١-٩]/.test(minimum) ? 1 : 0);
}
