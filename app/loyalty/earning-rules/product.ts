/** The earning rule "N points for each unit of these products". Which products is the rule's conditions' matter. */
import type { z } from "zod";
import { fields, whole } from "../schema-parts";

export const productArgumentsSchema = fields({
  /** For each unit that stands and was paid with money. */
  points: whole(1, 1_000_000),
});
export type ProductArguments = z.infer<typeof productArgumentsSchema>;
