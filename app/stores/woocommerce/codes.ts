/** Redemption codes at WooCommerce: a coupon for one use, bound to the e-mail address of the member's account. */
import type { WooCommerceClient } from "../../../woocommerce-bridge/src/client";
import { couponFor, standsAlone } from "../../../woocommerce-bridge/src/coupon";
import { factsOf } from "../../../woocommerce-bridge/src/customer-facts";
import { issueCoupon, recombineCoupon } from "../../../woocommerce-bridge/src/deeds/coupons";
import { fetchCustomer } from "../../../woocommerce-bridge/src/deeds/customers";
import type { CodeAnswer, CodeOrder, Combinations } from "../issuance";

const refused = (detail: string): CodeAnswer => ({ status: "refused", detail });

export async function issueCode(client: WooCommerceClient, order: CodeOrder): Promise<CodeAnswer> {
  let email: string | null = null;
  if (order.customerId !== null) {
    const customer = await fetchCustomer(client, order.customerId);
    if (customer === null) return refused("the store has no such customer any more");
    email = factsOf(customer).email;
  }
  const asked = couponFor(order, { email, cart: null });
  if ("refused" in asked) return refused(asked.refused);
  const made = await issueCoupon(client, asked.coupon, order.currency);
  return "refused" in made ? refused(made.refused) : { status: "issued", storeRef: String(made.id) };
}

export const recombineCode = (
  client: WooCommerceClient,
  code: string,
  combinesWith: Combinations,
): Promise<void> =>
  recombineCoupon(client, code, ({ free_shipping }) =>
    standsAlone({ worth: { kind: free_shipping ? "free-shipping" : "amount-off" }, combinesWith }),
  );
