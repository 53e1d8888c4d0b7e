/** Redemption codes at Shopify (law 5): one use, by one customer where one is named, until the deadline; dead before points return. */

import { parseDecimal } from "../../loyalty/money";
import type { CodeAnswer, CodeOrder, Combinations } from "../issuance";
import {
  amountInput,
  combinationsFor,
  percentageInput,
  productInput,
  refusedBefore,
  shippingInput,
} from "./code-inputs";
import { ask, type Line } from "./graphql-client";
import {
  type CodeDiscount,
  findCode,
  issueCode,
  issueShippingCode,
  killCode,
  recombineCode,
  recombineShippingCode,
} from "./operations/discount-codes";
import { describeErrors, type UserError } from "./operations/parts";
import { priceOf } from "./product-price";

interface Made {
  readonly codeDiscountNode: { readonly id: string } | null;
  readonly userErrors: readonly UserError[];
}

export async function issue(line: Line, order: CodeOrder): Promise<CodeAnswer> {
  const unfit = refusedBefore(order);
  if (unfit !== null) return { status: "refused", detail: unfit };
  const made = await make(line, order);
  if (typeof made === "string") return { status: "refused", detail: made };
  if (made.codeDiscountNode && made.userErrors.length === 0)
    return { status: "issued", storeRef: made.codeDiscountNode.id };
  // Our own first try may have got through without our hearing of it.
  if (made.userErrors.some(isTaken)) return takenAnswer(line, order, made.userErrors);
  return { status: "refused", detail: describeErrors(made.userErrors) };
}

/** @returns a text when there is nothing to be made. */
async function make(line: Line, order: CodeOrder): Promise<Made | string> {
  const { worth } = order;
  const basic = async (discount: ReturnType<typeof amountInput>) =>
    (await ask(line, issueCode, { discount })).discountCodeBasicCreate;
  switch (worth.kind) {
    case "amount-off":
      return basic(amountInput(order, worth.value));
    case "percentage-off":
      return basic(percentageInput(order, worth.percentBp));
    case "free-product": {
      const price = await priceOf(line, worth, order.currency);
      if (price === null) return "the store does not sell this product any more";
      return price > 0 ? basic(productInput(order, { worth, price })) : "the product costs nothing already";
    }
    case "free-shipping": {
      const discount = shippingInput(order, worth.maximumShipping);
      return (await ask(line, issueShippingCode, { discount })).discountCodeFreeShippingCreate;
    }
  }
}

const isTaken = ({ code, field }: UserError) => code === "TAKEN" && (field?.includes("code") ?? true);

async function takenAnswer(line: Line, order: CodeOrder, errors: readonly UserError[]): Promise<CodeAnswer> {
  const { codeDiscountNodeByCode: found } = await ask(line, findCode, { code: order.code });
  return found && isOurs(found.codeDiscount, order)
    ? { status: "issued", storeRef: found.id }
    : { status: "refused", detail: describeErrors(errors) };
}

/** Its title names the redemption; what it is worth must fit too. (A free product's worth is its price of that moment.) */
function isOurs(discount: CodeDiscount, { title, worth, currency }: CodeOrder): boolean {
  if (discount.title !== title || discount.usageLimit !== 1) return false;
  if (worth.kind === "free-shipping") return discount.__typename === "DiscountCodeFreeShipping";
  const value = discount.customerGets?.value;
  if (worth.kind === "percentage-off")
    return value?.percentage !== undefined && Math.round(value.percentage * 10_000) === worth.percentBp;
  if (value?.amount?.currencyCode !== currency) return false;
  return worth.kind === "free-product" || parseDecimal(value.amount.amount, currency) === worth.value;
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

/** The kinds we make; another kind under this code is not ours. */
const ourKinds = ["DiscountCodeBasic", "DiscountCodeFreeShipping"];

async function idOfCode(line: Line, code: string): Promise<string | null> {
  const { codeDiscountNodeByCode: found } = await ask(line, findCode, { code });
  return found && ourKinds.includes(found.codeDiscount.__typename) ? found.id : null;
}

/** Field lesson 14: the merchant's change reaches codes that live already. One that is gone, used or over is left alone. */
export async function recombine(line: Line, code: string, combinesWith: Combinations): Promise<void> {
  const { codeDiscountNodeByCode: found } = await ask(line, findCode, { code });
  if (!found || !ourKinds.includes(found.codeDiscount.__typename)) return;
  if (found.codeDiscount.status === "EXPIRED" || wasUsed(found.codeDiscount)) return;
  const { id } = found;
  const shipping = found.codeDiscount.__typename === "DiscountCodeFreeShipping";
  const kind = shipping ? "free-shipping" : "amount-off";
  const variables = { id, discount: { combinesWith: combinationsFor(kind, combinesWith) } };
  const { userErrors } = shipping
    ? (await ask(line, recombineShippingCode, variables)).discountCodeFreeShippingUpdate
    : (await ask(line, recombineCode, variables)).discountCodeBasicUpdate;
  if (userErrors.length === 0) return;
  // Deleted between the two questions is gone too.
  const { codeDiscountNodeByCode: still } = await ask(line, findCode, { code });
  if (still) throw new Error(`a code's combinations could not be changed: ${describeErrors(userErrors)}`);
}
