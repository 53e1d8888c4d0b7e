/**
 * What happens in a busy shop, always the same for a seed: orders of members and guests, paid at once, later or at the door, then completed, refunded in part and whole, edited, cancelled,
 * laid in the trash and brought back, deleted for good, refunds deleted again. It is done to the emulated shop itself; whoever listens hears of it as well or badly as it may be.
 */
import {
  cancelOrder,
  completeOrder,
  deleteOrder,
  payOrder,
  restoreOrder,
  setOrderMeta,
  trashOrder,
} from "../state/change-order";
import { editOrder } from "../state/edit-order";
import { type OrderWish, placeOrder } from "../state/place-order";
import type { WooOrder } from "../state/records";
import { deleteRefund, refundOrder, unitsOf } from "../state/refund-order";
import type { WooShop } from "../state/shop";
import { chanceOf } from "../webhooks/switches";

/** What the shop tells nobody: a perfect messenger would. */
export type Untold = (what: {
  readonly kind: "order-deleted" | "refund-deleted";
  readonly orderId: number;
}) => void;

export interface BusyYearWish {
  readonly shop: WooShop;
  readonly seed: number;
  readonly customers: readonly number[];
  /** Moves the clock. */
  readonly pass: (ms: number) => void;
  readonly untold: Untold;
}

const articles = [201, 202, 203, 204, 206, 207, 208, 209, 210] as const;

export class BusyYear {
  /** By the order in which they were placed: the numbers of two shops may differ. */
  readonly orders: number[] = [];
  readonly deeds: Record<string, number> = {};
  private readonly chance: () => number;

  constructor(private readonly wish: BusyYearWish) {
    this.chance = chanceOf(wish.seed);
  }

  /** So many orders are placed, and so much happens to these and to earlier ones. */
  go(count: number, codes: readonly (readonly [customer: number, code: string])[] = []): void {
    const waiting = [...codes];
    for (let index = 0; index < count; index += 1) {
      // Some things happen within one second.
      this.wish.pass(Math.floor(this.chance() * 4) * 5_000);
      const redeemed = waiting.shift();
      this.place(redeemed);
      if (this.chance() < 0.5) this.change();
    }
  }

  private note(deed: string): void {
    this.deeds[deed] = (this.deeds[deed] ?? 0) + 1;
  }

  private pick<T>(all: readonly T[]): T {
    const one = all[Math.floor(this.chance() * all.length)];
    if (one === undefined) throw new Error("nothing to choose from");
    return one;
  }

  private place(redeemed: readonly [customer: number, code: string] | undefined): void {
    const kind = this.chance();
    const guest = this.chance() < 0.05;
    const lines = Array.from({ length: 1 + Math.floor(this.chance() * 3) }, () => ({
      productId: this.pick(articles),
      variationId: 0,
      quantity: 1 + Math.floor(this.chance() * 3),
    }));
    const customer = this.pick(this.wish.customers);
    const wish: OrderWish = {
      lines,
      userId: redeemed?.[0] ?? (guest ? 0 : customer),
      billing: guest && !redeemed ? { email: `guest-${this.orders.length}@example.com` } : {},
      codes: redeemed ? [redeemed[1]] : [],
      payment: kind < 0.8 ? "card" : kind < 0.9 ? "bacs" : "cod",
      createdVia: this.chance() < 0.5 ? "checkout" : "store-api",
    };
    const placed = placeOrder(this.wish.shop, wish);
    if (!placed.ok) throw new Error(`an order could not be placed: ${placed.message}`);
    this.orders.push(placed.order.id);
    this.note(redeemed ? "placed with a code" : "placed");
  }

  private change(): void {
    const { shop } = this.wish;
    const recent = this.orders.slice(-400);
    const order = shop.order(this.pick(recent));
    if (order === null) return;
    const [deed, act] = this.pick(this.possible(order));
    act();
    this.note(deed);
  }

  /** Each as often as its number of lines here. */
  private possible(order: WooOrder): readonly (readonly [string, () => void])[] {
    const { shop, untold } = this.wish;
    // Where an order is gone before anyone heard of it, nobody can know that it used a code: such an order stays. (Those that were heard of: services/deleted-orders.test.ts.)
    const stays = order.couponLines.length > 0;
    if (order.status === "trash")
      return [
        ["restored", () => restoreOrder(shop, order)],
        ["restored", () => restoreOrder(shop, order)],
        ...(stays ? [] : [["deleted from the trash", () => this.vanish(order)] as const]),
      ];
    const refunds = shop.refundsOf(order.id);
    const line = this.pick(order.lines);
    const refund = refunds[0];
    return [
      ["completed", () => this.complete(order)],
      ["completed", () => this.complete(order)],
      ["paid", () => payOrder(shop, order)],
      [
        "refunded by units",
        () => refundOrder(shop, order, { items: unitsOf(shop, order, { lineId: line.id, quantity: 1 }) }),
      ],
      [
        "refunded by units",
        () => refundOrder(shop, order, { items: unitsOf(shop, order, { lineId: line.id, quantity: 1 }) }),
      ],
      [
        "refunded by amount",
        () => refundOrder(shop, order, { amount: `${1 + Math.floor(this.chance() * 9)}.37` }),
      ],
      ["refunded whole", () => refundOrder(shop, order, {})],
      ["refunded too much", () => refundOrder(shop, order, { amount: "99999.00" })],
      ["edited", () => this.edit(order, line.id)],
      ["edited", () => this.edit(order, line.id)],
      ["cancelled", () => cancelOrder(shop, order)],
      ["trashed", () => trashOrder(shop, order)],
      ["saved without a change", () => setOrderMeta(shop, order, [])],
      ...(refund
        ? [
            [
              "a refund deleted",
              () => {
                deleteRefund(shop, refund);
                untold({ kind: "refund-deleted", orderId: order.id });
              },
            ] as const,
          ]
        : []),
      ...(this.chance() < 0.25 && !stays ? [["deleted for good", () => this.vanish(order)] as const] : []),
    ];
  }

  private complete(order: WooOrder): void {
    if (order.status !== "cancelled" && order.status !== "refunded") completeOrder(this.wish.shop, order);
  }

  private edit(order: WooOrder, lineId: number): void {
    const quantity = 1 + Math.floor(this.chance() * 4);
    editOrder(this.wish.shop, order, { quantities: [{ lineId, quantity }] });
  }

  private vanish(order: WooOrder): void {
    deleteOrder(this.wish.shop, order);
    this.wish.untold({ kind: "order-deleted", orderId: order.id });
  }
}
