/** Redemption codes at Shopify (law 5): one customer, one use, until the deadline; dead before points return. */

import { parseDecimal, toDecimal } from "../../loyalty/money";
import type { CodeAnswer, CodeOrder } from "../store";
import { gid } from "./gid";
import { ask, type Line } from "./graphql-client";
import {
  type CodeDiscount,
  findCode,
  type IssueCodeVariables,
  issueCode,
  killCode,
} from "./operations/discount-codes";
import { describeErrors, type UserError } from "./operations/parts";

export function discountOf(order: CodeOrder): IssueCodeVariables["discount"] {
  const minimum = { greaterThanOrEqualToSubtotal: toDecimal(order.minimumSubtotal, order.currency) };
  return {
    title: order.title,
    code: order.code,
    startsAt: new Date(order.startsAt).toISOString(),
    endsAt: new Date(order.endsAt).toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { customers: { add: [gid("Customer", order.customerId)] } },
    customerGets: {
      // From the order as a whole: with `true` a cart of three things would take three times as much off.
      value: { discountAmount: { amount: toDecimal(order.value, order.currency), appliesOnEachItem: false } },
      items: { all: true },
    },
    ...(order.minimumSubtotal > 0 ? { minimumRequirement: { subtotal: minimum } } : {}),
    combinesWith: order.combinesWith,
  };
}

export async function issue(line: Line, order: CodeOrder): Promise<CodeAnswer> {
  const { discountCodeBasicCreate: made } = await ask(line, issueCode, { discount: discountOf(order) });
  if (made.codeDiscountNode && made.userErrors.length === 0)
    return { status: "issued", storeRef: made.codeDiscountNode.id };
  // Our own first try may have got through without our hearing of it.
  if (made.userErrors.some(isTaken)) return takenAnswer(line, order, made.userErrors);
  return { status: "refused", detail: describeErrors(made.userErrors) };
}

const isTaken = ({ code, field }: UserError) => code === "TAKEN" && (field?.includes("code") ?? true);

async function takenAnswer(line: Line, order: CodeOrder, errors: readonly UserError[]): Promise<CodeAnswer> {
  const { codeDiscountNodeByCode: found } = await ask(line, findCode, { code: order.code });
  return found && isOurs(found.codeDiscount, order)
    ? { status: "issued", storeRef: found.id }
    : { status: "refused", detail: describeErrors(errors) };
}

function isOurs(discount: CodeDiscount, order: CodeOrder): boolean {
  const amount = discount.customerGets?.value.amount;
  return (
    discount.title === order.title &&
    discount.usageLimit === 1 &&
    amount?.currencyCode === order.currency &&
    parseDecimal(amount.amount, order.currency) === order.value
  );
}

/** Deactivated, and only then asked whether it was used, because it could be used until that moment. */
export async function kill(
  line: Line,
  code: string,
  storeRef: string | null,
): Promise<{ readonly used: boolean }> {
  const id = storeRef ?? (await idOfCode(line, code));
  if (id === null) return { used: false };
  const { discountCodeDeactivate: answer } = await ask(line, killCode, { id });
  if (answer.codeDiscountNode) return { used: wasUsed(answer.codeDiscountNode.codeDiscount) };
  // Refused: the merchant may have deleted it, or it has ended by itself. Whatever it is, it must be dead.
  const { codeDiscountNodeByCode: found } = await ask(line, findCode, { code });
  if (!found) return { used: false };
  if (found.codeDiscount.status === "EXPIRED" || wasUsed(found.codeDiscount))
    return { used: wasUsed(found.codeDiscount) };
  throw new Error(`a code could not be deactivated: ${describeErrors(answer.userErrors)}`);
}

const wasUsed = ({ asyncUsageCount }: CodeDiscount): boolean => (asyncUsageCount ?? 0) > 0;

async function idOfCode(line: Line, code: string): Promise<string | null> {
  const { codeDiscountNodeByCode: found } = await ask(line, findCode, { code });
  return found?.codeDiscount.__typename === "DiscountCodeBasic" ? found.id : null;
}
