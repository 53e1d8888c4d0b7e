/** A moment in the model: what each act does to a family, wholly and at once. */
import { creditDates, type Rules } from "./calendar";
import { Claims } from "./claims";
import { type Act, type Family, must } from "./family";
import { isEmpty, pourInto } from "./merging";
import { post, redate } from "./order-points";
import { multiplierOf, rankOf, tierOf } from "./tiers";
import { bury, credit, debit, giveBack, newWallet, spendable, type Wallet } from "./wallet";

/** The model's acts on one family, under its shop's rules, at one moment. */
export class Moment {
  private readonly claims: Claims;

  constructor(
    private readonly family: Family,
    private readonly rules: Rules,
    private readonly at: number,
  ) {
    this.claims = new Claims(family, at);
  }

  private tierOf(wallet: Wallet) {
    return tierOf(wallet, this.rules, this.at);
  }

  private wallet(key: number): Wallet {
    return must(this.family.wallets.get(key));
  }

  /** @returns what the one who acts is told, where that is for the model to say. */
  perform(act: Act): string {
    switch (act.act) {
      case "hear":
        this.hear(act);
        return "";
      case "reserve":
        return this.claims.reserve(act);
      case "release":
        this.askRelease(act.claim);
        this.claims.codeDies(act.claim);
        return "";
      case "adjust":
        return this.adjust(act);
      case "undo":
        return this.undo(act.key);
      case "merge":
        this.merge(act.kept, act.merged);
        return "";
    }
  }

  askRelease(claim: string): void {
    this.claims.askRelease(claim);
  }

  private hear({ order: number, customer, placedAt, state, sentAt }: Extract<Act, { act: "hear" }>): void {
    const known = this.family.orders.get(number);
    const stale =
      known && (known.version > state.version || (known.version === state.version && known.sentAt >= sentAt));
    if (stale) return;
    if (!this.family.who.has(customer)) {
      this.family.who.set(customer, customer);
      this.family.wallets.set(customer, newWallet());
    }
    const nothing = { points: 0, eligible: 0, postings: 0, multiplierBp: 0 };
    this.family.orders.set(number, {
      ...(known ?? { ...nothing, customer, placedAt }),
      version: state.version,
      sentAt,
      state,
    });
    this.settle(number);
  }

  /** What an order's newest state means for claims, points and tier: all of it worked out anew. */
  private settle(number: number): void {
    const order = must(this.family.orders.get(number));
    const { state } = order;
    for (const claim of this.family.claims.values())
      if (claim.usedBy === number) this.claims.settle(claim, number, order);
    const carried = state.claim === null ? undefined : this.family.claims.get(state.claim);
    if (carried && carried.usedBy === null) this.claims.settle(carried, number, order);
    const wallet = this.wallet(must(this.family.who.get(order.customer)));
    if (order.postings === 0 && order.eligible === 0)
      order.multiplierBp = multiplierOf(this.rules, this.tierOf(wallet).tier);
    const eligible = state.status === "paid" ? state.gross - state.discount - state.refunded : 0;
    const points = Math.floor((eligible * order.multiplierBp) / 1_000_000);
    const posting = { number, order, rules: this.rules, at: this.at };
    post(wallet, posting, points - order.points);
    redate(wallet, posting);
    wallet.spend += eligible - order.eligible;
    Object.assign(order, { eligible, points });
    Object.assign(wallet, this.tierOf(wallet));
  }

  private adjust({ wallet: owner, key, points }: Extract<Act, { act: "adjust" }>): string {
    const wallet = this.wallet(owner);
    if (wallet.mergedInto !== null) return "member-closed";
    if (points < 0 && spendable(wallet, this.at) < -points) return "not-enough-points";
    if (points < 0) debit(wallet, { by: key, count: -points, at: this.at });
    if (points > 0)
      credit(wallet, {
        ...creditDates(this.rules, this.at),
        order: null,
        adjustment: key,
        count: points,
        at: this.at,
      });
    this.family.adjustments.set(key, { wallet: owner, points, undone: false });
    return "done";
  }

  private undo(key: string): string {
    const one = must(this.family.adjustments.get(key));
    if (one.undone) return "already-undone";
    one.undone = true;
    const wallet = this.wallet(one.wallet);
    if (one.points < 0) giveBack(wallet, key, { count: -one.points, at: this.at });
    else debit(wallet, { count: one.points, at: this.at, own: (lot) => lot.adjustment === key });
    return "done";
  }

  private merge(keptCustomer: number, mergedCustomer: number): void {
    const kept = must(this.family.who.get(keptCustomer));
    const merged = must(this.family.who.get(mergedCustomer));
    if (kept === merged) return;
    for (const [customer, owner] of this.family.who)
      if (owner === merged) this.family.who.set(customer, kept);
    for (const wallet of this.family.wallets.values())
      if (wallet.mergedInto === merged) wallet.mergedInto = kept;
    const [into, from] = [this.wallet(kept), this.wallet(merged)];
    from.mergedInto = kept;
    pourInto(into, from, this.at);
    into.spend += from.spend;
    if (rankOf(this.rules, from.tier) > rankOf(this.rules, into.tier)) {
      into.tier = from.tier;
      into.graceUntil = from.graceUntil;
    }
    Object.assign(from, { spend: 0, tier: null, graceUntil: null });
    Object.assign(into, this.tierOf(into));
  }

  /** What is dead is written off, and stays dead should the clock be put back. */
  writeOff(): void {
    for (const wallet of this.family.wallets.values()) bury(wallet, this.at);
  }

  /** What jobs find by the clock. */
  jobs({ overdue, tiers }: { readonly overdue: boolean; readonly tiers: boolean }): void {
    if (overdue)
      for (const claim of this.family.claims.values())
        if (claim.state === "open" && claim.deadline <= this.at) claim.releasing = true;
    if (tiers)
      for (const wallet of this.family.wallets.values())
        if (wallet.mergedInto === null) Object.assign(wallet, this.tierOf(wallet));
  }

  /** What follows from what has happened: codes die, orders are settled, what came back to somebody merged goes on. */
  comeToRest(): void {
    const claims = [...this.family.claims].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [key, claim] of claims)
      if (claim.releasing || claim.state === "used") this.claims.codeDies(key);
    for (const order of [...this.family.unsettled].sort((a, b) => a - b)) this.settle(order);
    this.family.unsettled.clear();
    for (const [, wallet] of [...this.family.wallets].sort(([a], [b]) => a - b)) {
      if (wallet.mergedInto === null || isEmpty(wallet)) continue;
      const into = this.wallet(wallet.mergedInto);
      pourInto(into, wallet, this.at);
      Object.assign(into, this.tierOf(into));
    }
  }
}
