/** An order's points in the model: the difference from what it gave so far, and new dates for what still waits. */
import { orderDates, type Rules } from "./calendar";
import type { HeardOrder } from "./family";
import { bury, credit, debit, inHand, isAlive, isRipe, type Lot, type Wallet } from "./wallet";

interface Posting {
  readonly number: number;
  readonly order: HeardOrder;
  readonly rules: Rules;
  readonly at: number;
}

const datesOf = ({ rules, order: { placedAt, state } }: Posting) =>
  orderDates(rules, { placedAt, handedOver: state.handedOver });

export function post(wallet: Wallet, posting: Posting, change: number): void {
  if (change === 0) return;
  const { number, order, at } = posting;
  order.postings += 1;
  if (change < 0) {
    debit(wallet, { count: -change, at, own: (lot) => lot.order === number });
    return;
  }
  if (order.postings === 1) {
    bury(wallet, at);
    wallet.lastActive = Math.max(wallet.lastActive ?? order.placedAt, order.placedAt);
  }
  credit(wallet, { ...datesOf(posting), order: number, adjustment: null, count: change, at });
}

/** Living points of an order that still wait, or have to wait again, are taken and given anew with the date that holds now; none dies sooner for it. */
export function redate(wallet: Wallet, posting: Posting): void {
  const { number, at } = posting;
  const dates = datesOf(posting);
  const isOld = (lot: Lot) => lot.order === number && lot.ripens !== dates.ripens;
  const old = inHand(wallet).filter(({ lot }) => isOld(lot) && isAlive(lot, wallet, at));
  const matters = old.some(({ lot }) => !isRipe(lot, at)) || (dates.ripens !== null && dates.ripens > at);
  if (old.length === 0 || !matters) return;
  const deaths = [dates.dies, ...old.map(({ lot }) => lot.dies)].map(
    (one) => one ?? Number.POSITIVE_INFINITY,
  );
  const last = Math.max(...deaths);
  const dies = last === Number.POSITIVE_INFINITY ? null : last;
  debit(wallet, { count: old.length, at, own: isOld });
  credit(wallet, { ...dates, dies, order: number, adjustment: null, count: old.length, at });
}
