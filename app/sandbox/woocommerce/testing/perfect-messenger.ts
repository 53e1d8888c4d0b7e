/**
 * A messenger as there is none: everything that happens in a shop is told, once, in order and in full, refunds with their lines and deletions included. What the ledger comes to with it is what it has to
 * come to with any other.
 */
import { translateOrder } from "../../../../woocommerce-bridge/src/translate-order";
import { receiveEvent } from "../../../services/receive-event";
import type { ReadEvent } from "../../../stores/store";
import { readWoocommerceEvent } from "../../../stores/woocommerce.server";
import { testFingerprint } from "../../../testing/fingerprint";
import { customerShape } from "../rest/shapes/customer";
import { orderShape } from "../rest/shapes/order";
import { refundShape } from "../rest/shapes/refund";
import type { Untold } from "./busy-year";
import type { Product } from "./product";
import type { RunningShop } from "./running-shop";

export class PerfectMessenger {
  private readonly orders = new Set<number>();
  private readonly customers = new Set<number>();
  private told = 0;

  constructor(private readonly store: RunningShop) {
    store.shop.listen(({ hook, id }) => {
      if (hook.endsWith("_customer")) this.customers.add(id);
      else if (!hook.endsWith("_coupon")) this.orders.add(id);
    });
  }

  /** For what WooCommerce keeps to itself. */
  readonly untold: Untold = ({ orderId }) => void this.orders.add(orderId);

  async tell({ ctx, shop }: Product): Promise<void> {
    const messages = [...this.messages()];
    await Promise.all(
      messages.map(([topic, body]) => {
        this.told += 1;
        return receiveEvent(ctx, {
          shopId: shop.shopId,
          topic,
          deliveryId: `perfect-${this.told}`,
          payload: JSON.stringify(body),
          triggeredAt: new Date(ctx.now()),
        });
      }),
    );
    this.orders.clear();
    this.customers.clear();
  }

  private *messages(): Generator<readonly [topic: string, body: object]> {
    const { shop, url } = this.store;
    for (const id of this.customers) {
      const user = shop.user(id);
      yield user ? ["customer.created", customerShape(shop, user, url)] : ["customer.deleted", { id }];
    }
    for (const id of this.orders) {
      const order = shop.order(id);
      yield order === null || order.status === "trash"
        ? ["order.deleted", { id }]
        : ["order.updated", orderShape(shop, order, url)];
    }
  }

  /** Reads a message with the refunds in full: nothing has to be asked for. */
  readonly read: ReadEvent = (topic, payload) => {
    const usual = readWoocommerceEvent({ fingerprint: testFingerprint })(topic, payload);
    if (usual.kind !== "order-changed") return usual;
    const { shop, url } = this.store;
    const refunds = shop.refundsOf(Number(usual.orderId)).map((refund) => refundShape(shop, refund, url));
    const translated = translateOrder(JSON.parse(payload), { fingerprint: testFingerprint, refunds });
    if ("parked" in translated)
      return { kind: "parked", reason: translated.parked, detail: translated.detail };
    return { kind: "order", received: translated };
  };
}
