/** What one order earned, for the thank-you page. Only to the customer whose order it is. */
import type { OrderPoints } from "../contract/redemption-api";
import { readAwards } from "../db/awards";
import { membersOfCustomers } from "../db/members";
import { readOrders } from "../db/orders";
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { createTranslator, resolveLocale } from "../i18n";
import { type AwardExclusion, orderExclusion } from "../loyalty/award";
import type { CustomerId, OrderId, ShopId } from "../loyalty/brand";
import type { ServiceContext } from "./context";
import { readSnapshots } from "./snapshots";

export interface OrderPointsRequest {
  readonly shopId: ShopId;
  readonly customerId: CustomerId | null;
  readonly orderId: OrderId;
  readonly locale: string | null;
}

const askAgainMs = 1_500;

export async function orderPointsFor(ctx: ServiceContext, request: OrderPointsRequest): Promise<OrderPoints> {
  const { shopId, customerId, orderId } = request;
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  if (!shop) throw new Error(`no shop ${shopId}`);
  const translator = createTranslator(resolveLocale(request.locale, shop.locale));
  const none = (reason: AwardExclusion): OrderPoints => ({
    status: "none",
    reason,
    text: translator.t(`award.none.${reason}`),
  });
  if (customerId === null) return none("guest");
  const expected: OrderPoints = {
    status: "expected",
    text: translator.t("order-points.expected"),
    retryAfterMs: askAgainMs,
  };
  const stored = (await readOrders(sql, shopId, [orderId])).get(orderId);
  if (!stored) return expected;
  // Somebody else's order is answered like one that is not there.
  if (stored.order.customerId !== customerId) return expected;
  const posted = (await readAwards(sql, shopId, [orderId])).get(orderId);
  const exclusion = posted?.award.none ?? orderExclusion(stored.order);
  if (exclusion === "unpaid") return expected;
  if (exclusion) return none(exclusion);
  const member = (await membersOfCustomers(sql, shopId, [customerId])).get(customerId);
  if (member === undefined) return none("not-a-member");
  if (!posted) return expected;
  const terms = await ctx.terms(sql, shopId, shop.termsVersion);
  const snapshot = (await readSnapshots(sql, { shopId, members: [member], terms, at: ctx.now() })).get(
    member,
  );
  const text = translator.t("order-points.awarded", {
    points: posted.award.points,
    name: translator.text(terms.pointsName),
  });
  return { status: "awarded", points: posted.award.points, text, balance: snapshot?.balance ?? 0 };
}
