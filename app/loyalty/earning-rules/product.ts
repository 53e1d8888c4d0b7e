/** The earning rule "N points for each unit of these products". Which products is the rule's conditions' matter. */
import type { z } from "zod";
import { divide, divideSmall } from "../rounding";
import { fields, whole } from "../schema-parts";
import type { OrderRuleDefinition } from "./kind";

export const productArgumentsSchema = fields({
  /** For each unit that stands and was paid with money. */
  points: whole(1, 1_000_000),
});
export type ProductArguments = z.infer<typeof productArgumentsSchema>;

export const productRule: OrderRuleDefinition<"product", ProductArguments> = {
  kind: "product",
  on: "order",
  hints: { points: "points" },
  by: "units",
  evaluate({ points }, { units }, multiplierBp) {
    return (
      divideSmall(units * points * multiplierBp, 10_000, "down") ??
      divide(BigInt(units) * BigInt(points) * BigInt(multiplierBp), 10_000n, "down")
    );
  },
};
