/** Shapes that several answers share. Money stays text until its currency is known (law 9). */
import * as z from "zod";

/** A reason that Shopify gives for not doing what it was asked. */
export const userError = z.object({
  code: z.string().nullish(),
  field: z.array(z.string()).nullish(),
  message: z.string(),
});
export type UserError = z.infer<typeof userError>;

export const moneyBag = z.object({
  shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }),
});
export type MoneyBag = z.infer<typeof moneyBag>;

export const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
export type PageInfo = z.infer<typeof pageInfo>;

/** A connection of which we ask nodes and whether there are more. */
export const pageOf = <Node extends z.ZodType>(node: Node) => z.object({ nodes: z.array(node), pageInfo });

export function describeErrors(errors: readonly UserError[]): string {
  return errors
    .map(({ code, field, message }) => [code, field?.join("."), message].filter(Boolean).join(": "))
    .join("; ");
}
