/**
 * Acts that happen at once: there must be an order in which, one after another, they lead to what everybody was told and to what the database holds. All orders are
 * tried, step by step; orders that have led to the same so far are one.
 */
import type { Rules } from "./calendar";
import { type Act, copyFamily, type Family } from "./family";
import { Moment } from "./moment";
import type { Coin, Lot } from "./wallet";

export interface Told {
  readonly act: Act;
  /** What the one who acts was told; null where that may be anything. */
  readonly told: string | null;
}

/** Worlds that nothing can tell apart, now or later, have the same key. Of two lots' ages only matters which is older, and only where they die at once. */
export function keyOf({ wallets, who, orders, claims, adjustments, unsettled }: Family): string {
  const sorted = <Value>(map: ReadonlyMap<number | string, Value>) =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const heard = sorted(orders).map(([number, order]) => [
    number,
    { ...order, postings: Math.min(1, order.postings) },
  ]);
  const purses = sorted(wallets).map(([key, { ages, coins, ...wallet }]) => [key, wallet, pilesOf(coins)]);
  return JSON.stringify([
    purses,
    sorted(who),
    heard,
    sorted(claims),
    sorted(adjustments),
    [...unsettled].sort(),
  ]);
}

/** Lots that live by their owner's doings may yet die at once. */
const fixed = ({ idleMs, dies }: Lot) => (idleMs === null ? (dies ?? 0) : 0);

function pilesOf(coins: readonly Coin[]): string {
  const piles = new Map<Lot, Map<string | null, number>>();
  for (const { lot, held } of coins) {
    const pile = piles.get(lot) ?? new Map<string | null, number>();
    piles.set(lot, pile.set(held, (pile.get(held) ?? 0) + 1));
  }
  return [...piles]
    .sort(([a], [b]) => (a.idleMs ?? 0) - (b.idleMs ?? 0) || fixed(a) - fixed(b) || a.age - b.age)
    .map(([lot, pile]) => `${lot.kind} ${[...pile].map(([held, count]) => `${held}=${count}`).sort()}`)
    .join(";");
}

export interface Round {
  readonly rules: Rules;
  readonly at: number;
  /** When what follows from it is done. */
  readonly restAt: number;
  readonly jobs: { readonly overdue: boolean; readonly tiers: boolean };
}

/** A claim on somebody who was merged away while they asked may be refused: it asks for nothing but being asked again. */
const refusedByMerge = ({ act, told }: Told, acts: readonly Told[]) =>
  act.act === "reserve" && told === "member-closed" && acts.some((one) => one.act.act === "merge");

function after(
  family: Family,
  one: Told,
  { acts, round }: { acts: readonly Told[]; round: Round },
): Family[] {
  const next = copyFamily(family);
  if (refusedByMerge(one, acts)) return [next];
  const answer = new Moment(next, round.rules, round.at).perform(one.act);
  const worlds = one.told === null || one.told === answer ? [next] : [];
  if (one.act.act !== "release") return worlds;
  // Whoever releases may have been stopped half-way; then the code dies only at rest.
  const asked = copyFamily(family);
  new Moment(asked, round.rules, round.at).askRelease(one.act.claim);
  return [...worlds, asked];
}

/** Old news changes nothing, whenever it comes. */
export function isOldNews(family: Family, act: Act): boolean {
  if (act.act !== "hear") return false;
  const known = family.orders.get(act.order);
  if (!known || known.version < act.state.version) return false;
  return known.version > act.state.version || known.sentAt >= act.sentAt;
}

/** Every world that the acts may have led to. */
export function worldsAfter(
  worlds: readonly Family[],
  told: readonly Told[],
  round: Round,
): readonly Family[] {
  const acts = told.filter(({ act }) => !worlds.every((family) => isOldNews(family, act)));
  const all = (1 << acts.length) - 1;
  const reached = Array.from({ length: all + 1 }, (): Family[] => []);
  reached[0] = [...worlds];
  for (let done = 0; done < all; done += 1) {
    for (const family of distinct(reached[done] ?? [])) {
      for (const [index, one] of acts.entries())
        if (!(done & (1 << index)))
          reached[done | (1 << index)]?.push(...after(family, one, { acts, round }));
    }
    reached[done] = [];
  }
  return distinct(distinct(reached[all] ?? []).map((family) => atRest(family, round)));
}

function atRest(family: Family, { rules, at, restAt, jobs }: Round): Family {
  const next = copyFamily(family);
  new Moment(next, rules, at).jobs(jobs);
  new Moment(next, rules, restAt).comeToRest();
  return next;
}

const distinct = (families: readonly Family[]): readonly Family[] =>
  families.length < 2 ? families : [...new Map(families.map((family) => [keyOf(family), family])).values()];

/** Two families that turn out to be one. */
export function joined(left: readonly Family[], right: readonly Family[]): Family[] {
  return left.flatMap((a) =>
    right.map((b) => ({
      wallets: new Map([...a.wallets, ...b.wallets]),
      who: new Map([...a.who, ...b.who]),
      orders: new Map([...a.orders, ...b.orders]),
      claims: new Map([...a.claims, ...b.claims]),
      adjustments: new Map([...a.adjustments, ...b.adjustments]),
      unsettled: new Set([...a.unsettled, ...b.unsettled]),
    })),
  );
}
