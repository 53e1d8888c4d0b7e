/**
 * A code in Shopify's words. Three kinds are one kind there ("basic"): an amount or a percentage off everything, and a free product, which is its price off the
 * product itself. Shopify's own "buy X get Y" would need a list of what is to be bought, and a hundred percent off would give every unit in the cart; an
 * amount gives what the reward says and never more. (What Shopify counts for a minimum is then the product alone: see `refusedBefore`.)
 */
import { type Minor, minor, toDecimal } from "../../loyalty/money";
import type { CodeOrder, CodeWorth } from "../issuance";
import { gid } from "./gid";
import type { BasicCodeInput, CodeInput, CombinesWith, ShippingCodeInput } from "./operations/discount-codes";

export type FreeProduct = Extract<CodeWorth, { kind: "free-product" }>;

function codeInput(order: CodeOrder): CodeInput {
  const minimum = { greaterThanOrEqualToSubtotal: toDecimal(order.minimumSubtotal, order.currency) };
  return {
    title: order.title,
    code: order.code,
    startsAt: new Date(order.startsAt).toISOString(),
    endsAt: new Date(order.endsAt).toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context:
      order.customerId === null
        ? { all: "ALL" }
        : { customers: { add: [gid("Customer", order.customerId)] } },
    ...(order.minimumSubtotal > 0 ? { minimumRequirement: { subtotal: minimum } } : {}),
    combinesWith: combinationsFor(order.worth.kind, order.combinesWith),
  };
}

/** Free shipping stands beside no other shipping discount: Shopify refuses to be asked. */
export function combinationsFor(kind: CodeWorth["kind"], wanted: CombinesWith): CombinesWith {
  return kind === "free-shipping" ? { ...wanted, shippingDiscounts: false } : wanted;
}

export function amountInput(order: CodeOrder, amount: Minor): BasicCodeInput {
  return {
    ...codeInput(order),
    customerGets: {
      // From the whole: with `true` a cart of three things would take three times as much off.
      value: { discountAmount: { amount: toDecimal(amount, order.currency), appliesOnEachItem: false } },
      items: { all: true },
    },
  };
}

export function percentageInput(order: CodeOrder, percentBp: number): BasicCodeInput {
  return {
    ...codeInput(order),
    customerGets: { value: { percentage: percentBp / 10_000 }, items: { all: true } },
  };
}

export function productInput(
  order: CodeOrder,
  { worth, price }: { readonly worth: FreeProduct; readonly price: Minor },
): BasicCodeInput {
  const { customerGets, ...rest } = amountInput(order, minor(price * worth.quantity));
  const products =
    worth.variantId === null
      ? { productsToAdd: [gid("Product", worth.productId)] }
      : { productVariantsToAdd: [gid("ProductVariant", worth.variantId)] };
  return { ...rest, customerGets: { ...customerGets, items: { products } } };
}

export function shippingInput(order: CodeOrder, most: Minor | null): ShippingCodeInput {
  return {
    ...codeInput(order),
    destination: { all: true },
    ...(most === null ? {} : { maximumShippingPrice: toDecimal(most, order.currency) }),
  };
}

/** What Shopify could be asked but would not do as it was meant; null when there is nothing of the kind. */
export function refusedBefore({ worth, minimumSubtotal }: CodeOrder): string | null {
  return worth.kind === "free-product" && minimumSubtotal > 0
    ? "a free product cannot have a minimum: Shopify would count the product alone"
    : null;
}
