/** A discount code as the app makes it for a redemption. */
import type { SandboxDiscount } from "../state/types";

export function reward(change: Partial<SandboxDiscount>): SandboxDiscount {
  return {
    id: 1,
    shop: "",
    title: "A reward",
    code: "REWARD",
    codeId: 1,
    discountClass: "ORDER",
    value: { type: "amount", amountMinor: 500, appliesOnEachItem: false },
    productIds: null,
    customerIds: null,
    startsAt: 0,
    endsAt: null,
    usageLimit: null,
    appliesOncePerCustomer: false,
    minimumSubtotalMinor: null,
    minimumQuantity: null,
    combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
    tags: [],
    uses: [],
    byApp: true,
    createdAt: 0,
    updatedAt: 0,
    ...change,
  };
}
