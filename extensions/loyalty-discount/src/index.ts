/**
 * The function's two runs. Order-level discounts are asked for, because they cost the same whatever the cart holds; which carts and gift cards they may touch is
 * Shopify's own rule. Guests, and members whose tier gives nothing, are answered with nothing.
 */
import { percentText, tierNameIn, tierOffOf } from "../../../app/loyalty/tier-benefits";
import type { DeliveryInput, DeliveryResult, DiscountClass, Input, LinesResult } from "./input";

const nothing = { operations: [] };

const asked = ({ discount }: Input, one: DiscountClass): boolean => discount.discountClasses.includes(one);
const offFor = ({ cart }: Input) => tierOffOf(cart.buyerIdentity?.customer?.standing?.jsonValue);

function messageOf(off: ReturnType<typeof offFor>, { localization }: Input): { readonly message?: string } {
  const message = tierNameIn(off, localization.language.isoCode);
  return message === null ? {} : { message };
}

export function cartLinesDiscountsGenerateRun(input: Input): LinesResult {
  const off = offFor(input);
  if (off.percentOffBp === 0 || !asked(input, "ORDER")) return nothing;
  const candidate = {
    ...messageOf(off, input),
    targets: [{ orderSubtotal: { excludedCartLineIds: [] } }],
    value: { percentage: { value: percentText(off.percentOffBp) } },
  };
  return { operations: [{ orderDiscountsAdd: { selectionStrategy: "FIRST", candidates: [candidate] } }] };
}

export function cartDeliveryOptionsDiscountsGenerateRun(input: DeliveryInput): DeliveryResult {
  const off = offFor(input);
  const groups = input.cart.deliveryGroups;
  if (!off.freeShipping || groups.length === 0 || !asked(input, "SHIPPING")) return nothing;
  const candidate = {
    ...messageOf(off, input),
    targets: groups.map(({ id }) => ({ deliveryGroup: { id } })),
    value: { percentage: { value: "100" } },
  };
  return { operations: [{ deliveryDiscountsAdd: { selectionStrategy: "ALL", candidates: [candidate] } }] };
}
