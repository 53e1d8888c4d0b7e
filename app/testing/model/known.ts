/** What there is in a shop for steps of its program to be about, and which step made it. */
import type { KnownOrder } from "./deeds";

export interface Made {
  /** The step that made it. */
  readonly id: number;
  readonly key: string;
  readonly customer: number;
}

/** An order, and for each of its states the step that made it. */
export type MadeOrder = KnownOrder & { readonly id: number; readonly made: number[] };

export const pick = <Item>(items: readonly Item[], number: number): Item | undefined =>
  items.length === 0 ? undefined : items[number % items.length];

export class Known {
  readonly orders: MadeOrder[] = [];
  readonly claims: Made[] = [];
  readonly adjustments: Made[] = [];

  /** Every fourth time one that carries a code, every fourth time one of somebody who has redeemed points. */
  someOrder(number: number): MadeOrder | undefined {
    const redeemers = new Set(this.claims.map(({ customer }) => customer));
    const preferred = [
      this.orders.filter(({ states }) => states[0]?.claim),
      this.orders.filter(({ customer }) => redeemers.has(customer)),
    ];
    return pick(preferred[number % 4] ?? [], number >> 2) ?? pick(this.orders, number);
  }

  /** Every other time one that is still open. */
  someClaim(number: number, isOpen: (claim: Made) => boolean): Made | undefined {
    const open = number % 2 === 0 ? this.claims.filter(isOpen) : [];
    return pick(open, number >> 1) ?? pick(this.claims, number);
  }

  claimOf(customer: number, number: number): Made | undefined {
    const mine = this.claims.filter((claim) => claim.customer === customer);
    return pick(mine, number);
  }

  /** The order that a step made, or made a state of. */
  orderOf(id: number | null | undefined): MadeOrder | undefined {
    return this.orders.find(({ made }) => made.some((one) => one === id));
  }
}

export const madeBy = (made: readonly Made[], id: number | null | undefined) =>
  made.find((one) => one.id === id);
