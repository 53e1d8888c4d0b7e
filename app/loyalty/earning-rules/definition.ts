/**
 * Earning rules as data. Law 11: each kind is defined once: its argument schema with form hints and its pure evaluation; the admin
 * form, the validation, the explanation and the engine all read that definition.
 */
import { z } from "zod";
import { always, conditionsSchema } from "../conditions";
import { fault, fields, handle, localizedTextSchema, yesOrNo } from "../schema-parts";
import {
  birthdayArgumentsSchema,
  codeArgumentsSchema,
  eventArgumentsSchema,
  onceArgumentsSchema,
  repeatableArgumentsSchema,
} from "./action";
import { productArgumentsSchema } from "./product";
import { type SpendArguments, spendArgumentsSchema, spendRule } from "./spend";

const ruleOf = <Kind extends string, Arguments extends z.ZodType>(kind: Kind, args: Arguments) =>
  fields({
    id: handle,
    kind: z.literal(kind),
    name: localizedTextSchema,
    active: yesOrNo.default(true),
    arguments: args,
    conditions: conditionsSchema.default(always),
  });

export const earningRuleSchema = z.discriminatedUnion(
  "kind",
  [
    ruleOf("spend", spendArgumentsSchema),
    ruleOf("product", productArgumentsSchema),
    ruleOf("sign-up", onceArgumentsSchema),
    ruleOf("birthday", birthdayArgumentsSchema),
    ruleOf("review", repeatableArgumentsSchema),
    ruleOf("survey", repeatableArgumentsSchema),
    ruleOf("visit", repeatableArgumentsSchema),
    ruleOf("code", codeArgumentsSchema),
    ruleOf("event", eventArgumentsSchema),
  ],
  fault("invalid"),
);
export type EarningRule = z.infer<typeof earningRuleSchema>;
export type EarningRuleKind = EarningRule["kind"];
/** How a form shows one argument; labels are the translation keys `rule.<kind>.<argument>`. */
export type FormHint = "points" | "money" | "rounding";

export interface EarningRuleDefinition<Arguments> {
  readonly kind: EarningRule["kind"];
  readonly hints: Readonly<Record<keyof Arguments, FormHint>>;
  /**
   * Points for an eligible amount, before it is shared out to lines.
   * @param eligibleMinor what of the order earns, minor units of the program's currency, not negative
   * @param multiplierBp the tier's multiplier in basis points
   */
  evaluate(args: Arguments, eligibleMinor: number, multiplierBp: number): number;
}

export const earningRuleDefinitions: { readonly spend: EarningRuleDefinition<SpendArguments> } = {
  spend: spendRule,
};

export function evaluateRule(rule: EarningRule, eligibleMinor: number, multiplierBp: number): number {
  return earningRuleDefinitions[rule.kind].evaluate(rule.arguments, eligibleMinor, multiplierBp);
}
