/** A shop with a member who was awarded 4,000 points for one order (number 1) and holds a redemption of 200 of them: a little of everything the books keep. */
import { membersOfCustomers } from "../db/members";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type MemberId } from "../loyalty/brand";
import { reserveRedemption } from "../services/reserve-redemption";
import { orderPayload } from "./order-payload";
import { deliver, installTestShop, type TestContext, workOff } from "./service-context";

/** @param others payloads of further orders that are worked off with the member's own. */
export async function redeemingMember(
  ctx: TestContext,
  domain: string,
  others: readonly string[] = [],
): Promise<{ readonly shop: ShopRow; readonly member: MemberId }> {
  const shop = await installTestShop(ctx, domain);
  const { shopId } = shop;
  await deliver(ctx, shop, [orderPayload({ id: 1, customer: 11, price: "400.00", quantity: 2 }), ...others]);
  await workOff(ctx, shop);
  const buyer = customerId("11");
  const asked = { rewardId: "slider", points: 200, key: "held-key", channel: "proxy" } as const;
  const reserved = await reserveRedemption(ctx, { shopId, customerId: buyer, ...asked });
  if (!reserved.done) throw new Error(`the redemption was declined: ${reserved.reason}`);
  const member = (await membersOfCustomers(sqlOf(ctx.db), shopId, [buyer])).get(buyer);
  if (member === undefined) throw new Error("the buyer is no member");
  return { shop, member };
}
