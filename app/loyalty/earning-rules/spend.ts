/** The earning rule "N points per unit of currency spent". */
import { z } from "zod";
import { divide, divideSmall, roundings } from "../rounding";
import { fault, fields, whole } from "../schema-parts";
import type { OrderRuleDefinition } from "./kind";

export const spendArgumentsSchema = fields({
  points: whole(1, 1_000_000),
  /** Minor units that earn `points`: with 100 (1.00) and 5 points, 12.40 earns 62. */
  perMinor: whole(1, 1_000_000_000_000),
  rounding: z.enum(roundings, fault("invalid")),
});
export type SpendArguments = z.infer<typeof spendArgumentsSchema>;

const wholeMultiplier = 10_000;

export const spendRule: OrderRuleDefinition<"spend", SpendArguments> = {
  kind: "spend",
  on: "order",
  hints: { points: "points", perMinor: "money", rounding: "rounding" },
  by: "eligible",
  evaluate(args, { eligible }, multiplierBp) {
    const { points, perMinor, rounding } = args;
    return (
      divideSmall(eligible * points * multiplierBp, perMinor * wholeMultiplier, rounding) ??
      divide(
        BigInt(eligible) * BigInt(points) * BigInt(multiplierBp),
        BigInt(perMinor) * BigInt(wholeMultiplier),
        rounding,
      )
    );
  },
};
