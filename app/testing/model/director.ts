/**
 * Makes acts of a program's steps for one shop: knows which orders, claims and adjustments there are, what the store would say of each order, and who belongs together.
 */
import type { Rules } from "./calendar";
import { type Deed, heard } from "./deeds";
import { type Act, type Family, noFamily, type OrderState } from "./family";
import { Known, madeBy } from "./known";
import { meant } from "./meaning";
import { changed } from "./order-states";
import type { Step } from "./program";
import { isOldNews, joined } from "./worlds";

export interface Kin {
  customers: Set<number>;
  worlds: Family[];
}

/** So many acts of one family at once: all their orders are tried. */
export const mostAtOnce = 3;

export class Director {
  readonly known = new Known();
  readonly kin = new Map<number, Kin>();
  /** By the customer who was enrolled with it: which member the database has for a wallet. */
  readonly memberOf = new Map<number, number>();
  private named = 0;

  constructor(readonly rules: Rules) {}

  kinOf(customer: number): Kin {
    const known = this.kin.get(customer);
    if (known) return known;
    const kin = { customers: new Set([customer]), worlds: [noFamily()] };
    this.kin.set(customer, kin);
    return kin;
  }

  private unite(a: number, b: number): void {
    const [left, right] = [this.kinOf(a), this.kinOf(b)];
    if (left === right) return;
    left.worlds = joined(left.worlds, right.worlds);
    for (const customer of right.customers) {
      left.customers.add(customer);
      this.kin.set(customer, left);
    }
  }

  /** Whether an act can change nothing, because everybody knows better already. */
  isOldNews({ act, customer }: { readonly act: Act; readonly customer: number }): boolean {
    return this.kinOf(customer).worlds.every((world) => isOldNews(world, act));
  }

  /** The wallet that is a customer's, as far as everybody knows. */
  private walletOf(customer: number): number | undefined {
    const wallet = this.kinOf(customer).worlds[0]?.who.get(customer);
    return wallet !== undefined && this.memberOf.has(wallet) ? wallet : undefined;
  }

  /** What was done becomes what later steps may be about. */
  learn(
    deeds: readonly (Deed & { readonly customer: number; readonly id: number })[],
    answers: readonly (string | null)[],
  ): void {
    for (const [place, { act, customer, id }] of deeds.entries()) {
      if (answers[place] !== "done") continue;
      if (act.act === "reserve") this.known.claims.push({ key: act.claim, customer, id });
      if (act.act === "adjust") this.known.adjustments.push({ key: act.key, customer, id });
    }
  }

  meant(step: Step): Step {
    return meant(step, this);
  }

  /** Of a step as it is meant. @returns null when it means nothing now. */
  deedOf(step: Step, at: number): (Deed & { readonly customer: number }) | null {
    switch (step.do) {
      case "order":
        return this.order(step, at);
      case "change":
        return this.change(step, at);
      case "again": {
        const order = this.known.orderOf(step.of);
        const state = order?.states[order.made.indexOf(step.of ?? -1)];
        return order && state ? heard(order, state, { at, twice: step.twice }) : null;
      }
      case "redeem": {
        const { customer } = step;
        this.named += 1;
        const claim = `claim ${String(this.named).padStart(4, "0")}`;
        const points = step.points * 5;
        const says = `customer ${customer} redeems ${points} points: ${claim}`;
        return {
          act: { act: "reserve", customer, claim, points },
          twice: step.twice,
          says,
          customer,
        };
      }
      case "release": {
        const claim = madeBy(this.known.claims, step.of);
        if (!claim) return null;
        const { key, customer } = claim;
        return {
          act: { act: "release", claim: key },
          twice: false,
          says: `${key} is given up, its code is killed`,
          customer,
        };
      }
      case "adjust": {
        const { customer, points, twice } = step;
        const wallet = this.walletOf(customer);
        if (wallet === undefined) return null;
        this.named += 1;
        const key = `adjustment ${this.named}`;
        const says = `staff give customer ${customer} ${points} points: ${key}`;
        return { act: { act: "adjust", wallet, key, points }, twice, says, customer };
      }
      case "undo": {
        const one = madeBy(this.known.adjustments, step.of);
        if (!one) return null;
        return {
          act: { act: "undo", key: one.key },
          twice: false,
          says: `staff undo ${one.key}`,
          customer: one.customer,
        };
      }
      case "merge":
        return this.merge(step, at);
      default:
        return null;
    }
  }

  private merge({ kept, merged }: Extract<Step, { do: "merge" }>, sentAt: number) {
    const known = this.walletOf(kept) !== undefined && this.walletOf(merged) !== undefined;
    if (kept === merged || !known) return null;
    this.unite(kept, merged);
    const says = `the store merges customer ${merged} into customer ${kept}`;
    return { act: { act: "merge", kept, merged, sentAt } as const, twice: false, says, customer: kept };
  }

  private order({ id, of, customer, pounds, paid, daysAgo }: Extract<Step, { do: "order" }>, at: number) {
    const claim = madeBy(this.known.claims, of)?.key ?? null;
    const gross = pounds * 100;
    const state: OrderState = {
      version: 1,
      status: paid ? "paid" : "unpaid",
      gross,
      discount: claim === null ? 0 : Math.floor(gross / 4),
      refunded: 0,
      handedOver: null,
      claim,
    };
    const placedAt = Math.floor((at - daysAgo * 86_400_000) / 1_000) * 1_000;
    const number = this.known.orders.length + 1;
    const order = { id, made: [id], number, customer, placedAt, states: [state] };
    this.known.orders.push(order);
    return heard(order, state, { at, twice: false });
  }

  private change(step: Extract<Step, { do: "change" }>, at: number) {
    const order = this.known.orderOf(step.of);
    const last = order?.states.at(-1);
    if (!order || !last) return null;
    const next = { ...changed(last, step, at), version: last.version + 1 };
    order.states.push(next);
    order.made.push(step.id);
    if (step.late) return null;
    return heard(order, next, { at, twice: false });
  }
}
