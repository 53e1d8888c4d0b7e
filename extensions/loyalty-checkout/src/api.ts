/** Our API as the checkout sees it. */
import {
  type OrderPoints,
  orderPoints,
  type RedemptionAnswer,
  redemptionAnswer,
  type ShopperStanding,
  shopperStanding,
} from "../../../app/contract/redemption-api";
import { ask, type Line, type Question, type Reply } from "../../shared/line";
import type { Intent } from "./redemption-state";

export interface Api {
  standing(): Promise<Reply<ShopperStanding>>;
  reserve(intent: Intent): Promise<Reply<RedemptionAnswer>>;
  redemption(id: string): Promise<Reply<RedemptionAnswer>>;
  release(id: string): Promise<Reply<RedemptionAnswer>>;
  orderPoints(orderId: string): Promise<Reply<OrderPoints>>;
}

export function createApi(line: Omit<Line, "door">): Api {
  const put = <T>(question: Question<T>) => ask({ ...line, door: "checkout" }, question);
  return {
    standing: () => put({ path: "standing", read: shopperStanding }),
    reserve: (intent) => put({ path: "redemptions", method: "POST", body: intent, read: redemptionAnswer }),
    redemption: (id) => put({ path: `redemptions/${encodeURIComponent(id)}`, read: redemptionAnswer }),
    release: (id) =>
      put({
        path: `redemptions/${encodeURIComponent(id)}/release`,
        method: "POST",
        body: {},
        read: redemptionAnswer,
      }),
    orderPoints: (id) => put({ path: `orders/${orderNumber(id)}/points`, read: orderPoints }),
  };
}

/** `gid://shopify/OrderIdentity/6001` (what a thank-you page gives) and `gid://shopify/Order/6001` are both 6001. */
export function orderNumber(id: string): string {
  return encodeURIComponent(id.split("/").at(-1) ?? id);
}
