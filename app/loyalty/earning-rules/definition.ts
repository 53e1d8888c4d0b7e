/**
 * Earning rules as data. Law 11: each kind is defined once: its argument schema with form hints and, where orders earn by it, its pure evaluation;
 * the admin form, the validation, the explanation and the engine all read that definition.
 */
import { z } from "zod";
import { always, conditionsSchema } from "../conditions";
import { fault, fields, handle, localizedTextSchema, yesOrNo } from "../schema-parts";
import {
  actionRules,
  birthdayArgumentsSchema,
  codeArgumentsSchema,
  eventArgumentsSchema,
  onceArgumentsSchema,
  repeatableArgumentsSchema,
} from "./action";
import type { ActionRuleDefinition, Matched, OrderRuleDefinition } from "./kind";
import { productArgumentsSchema, productRule } from "./product";
import { spendArgumentsSchema, spendRule } from "./spend";

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

/** Rules that orders earn by; the others are earned by actions. */
export type OrderRule = Extract<EarningRule, { kind: "spend" | "product" }>;
export type ActionRule = Exclude<EarningRule, OrderRule>;

export const isOrderRule = (rule: EarningRule): rule is OrderRule =>
  earningRuleDefinitions[rule.kind].on === "order";

type ArgumentsOf<Kind extends EarningRuleKind> = Extract<EarningRule, { kind: Kind }>["arguments"];

/** Every kind of rule, once. Labels are the translation keys `rule.<kind>` and `rule.<kind>.<argument>`. */
export const earningRuleDefinitions: {
  readonly [Kind in EarningRuleKind]: Kind extends OrderRule["kind"]
    ? OrderRuleDefinition<Kind, ArgumentsOf<Kind>>
    : ActionRuleDefinition<Kind, ArgumentsOf<Kind>>;
} = {
  spend: spendRule,
  product: productRule,
  ...actionRules,
};

/** What of an order matches a rule and counts. */
export function evaluateRule(rule: OrderRule, matched: Matched, multiplierBp: number): number {
  return rule.kind === "spend"
    ? spendRule.evaluate(rule.arguments, matched, multiplierBp)
    : productRule.evaluate(rule.arguments, matched, multiplierBp);
}
