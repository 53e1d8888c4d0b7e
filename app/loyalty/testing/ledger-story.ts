/**
 * Stories of one member's account: any mixture of earning, redeeming, releasing, staff's changes, refunds and waiting. A story
 * speaks of "the third redemption so far", never of a seq, so that the same story can be told with and without the nightly job.
 */
import { type Instant, orderId, redemptionId } from "../brand";
import { type Account, emptyAccount } from "../ledger/account";
import type { LedgerEntry, LotTerms } from "../ledger/entry";
import { expireLots, post, type Wish } from "../ledger/post";
import { points } from "../points";
import { daysAfter, firstDay, maryam } from "./cast";
import { saveOver } from "./part-of-account";

export type Step =
  | { readonly do: "wait"; readonly days: number }
  | {
      readonly do: "earn";
      readonly order: number;
      readonly points: number;
      readonly pending: number;
      readonly valid: number | null;
    }
  | { readonly do: "refund"; readonly order: number; readonly points: number }
  | { readonly do: "redeem"; readonly points: number }
  | { readonly do: "use-late"; readonly points: number }
  | { readonly do: "release"; readonly which: number }
  | { readonly do: "return"; readonly which: number; readonly points: number }
  | { readonly do: "give"; readonly points: number; readonly valid: number | null }
  | { readonly do: "take"; readonly points: number }
  | { readonly do: "undo"; readonly which: number }
  | { readonly do: "write-off" };

/** One redemption or staff's change, and what can still be done about it. */
interface Open {
  readonly seq: number;
  readonly credit: boolean;
  left: number;
}

export interface World {
  readonly opening: Opening;
  account: Account;
  now: Instant;
  readonly entries: LedgerEntry[];
  /** What is posted for each order at present. */
  readonly orders: Map<number, number>;
  readonly redemptions: Open[];
  readonly changes: Open[];
  /** Every yes and no, in the order they fell. */
  readonly decisions: string[];
}

/** What one step did: how the account was before, and the entries it led to. */
export interface Scene {
  readonly step: Step;
  readonly before: Account;
  readonly world: World;
  readonly posted: readonly LedgerEntry[];
  readonly declined: boolean;
}

/** How an account is opened before each posting; by default as it is. */
export type Opening = (account: Account, wish: Pick<Wish, "cause">) => Account;

export function tell(
  steps: readonly Step[],
  watch: (scene: Scene) => void = () => {},
  opening: Opening = (account) => account,
): World {
  const world: World = {
    opening,
    account: emptyAccount,
    now: firstDay,
    entries: [],
    orders: new Map(),
    redemptions: [],
    changes: [],
    decisions: [],
  };
  for (const step of steps) {
    const before = world.account;
    const from = world.entries.length;
    const declined = act(world, step) === "declined";
    watch({ step, before, world, posted: world.entries.slice(from), declined });
  }
  return world;
}

type Acted = "done" | "declined";

function act(world: World, step: Step): Acted {
  switch (step.do) {
    case "wait":
      world.now = daysAfter(step.days, world.now);
      return "done";
    case "write-off": {
      const { account, entries } = expireLots(world.account, maryam, world.now);
      world.account = account;
      world.entries.push(...entries);
      return "done";
    }
    case "earn":
      return earn(world, step);
    case "refund":
      return refund(world, step);
    case "redeem":
      return take(world, world.redemptions, {
        kind: "redeem",
        points: points(-step.points),
        cause: { why: "redemption-reserved", redemptionId: redemptionId("r"), rewardId: "slider" },
      });
    case "use-late":
      return take(world, world.redemptions, {
        kind: "redeem",
        points: points(-step.points),
        cause: { why: "redemption-used-late", redemptionId: redemptionId("r"), orderId: storeOrder(9) },
      });
    case "release":
      return giveBack(world, step.which, Number.MAX_SAFE_INTEGER);
    case "return":
      return giveBack(world, step.which, step.points);
    case "give":
      return give(world, step.points, lotOf(world.now, 0, step.valid, null));
    case "take":
      return take(world, world.changes, { kind: "adjust", points: points(-step.points), cause: staff });
    case "undo":
      return undo(world, step.which);
  }
}

const staff = { why: "staff", reason: "goodwill", actor: "staff-1" } as const;
export const storeOrder = (order: number) => orderId(`order-${order}`);

function lotOf(now: Instant, pending: number, valid: number | null, order: number | null): LotTerms {
  return {
    maturesAt: pending === 0 ? null : daysAfter(pending, now),
    expiresAt: valid === null ? null : daysAfter(valid, now),
    idleDays: null,
    orderId: order === null ? null : storeOrder(order),
  };
}

/** Posts a wish; answers the entry it led to, after whatever had to be posted before it. */
function wish(world: World, wanted: Omit<Wish, "source" | "at">): LedgerEntry | null {
  const source = `wish:${world.decisions.length}`;
  const outcome = post(world.opening(world.account, wanted), maryam, { ...wanted, source, at: world.now });
  world.decisions.push(outcome.done ? "done" : outcome.reason);
  if (!outcome.done) return null;
  world.account = saveOver(world.account, outcome.value.account);
  world.entries.push(...outcome.value.entries);
  return outcome.value.entries.find((entry) => entry.source === source) ?? null;
}

function earn(world: World, step: Step & { do: "earn" }): Acted {
  const before = world.orders.get(step.order) ?? 0;
  world.orders.set(step.order, before + step.points);
  wish(world, {
    kind: "earn",
    points: points(step.points),
    cause: {
      why: before === 0 ? "order-awarded" : "order-changed",
      orderId: storeOrder(step.order),
      orderName: "#1",
    },
    lot: lotOf(world.now, step.pending, step.valid, step.order),
  });
  return "done";
}

function refund(world: World, step: Step & { do: "refund" }): Acted {
  const posted = world.orders.get(step.order) ?? 0;
  const taken = Math.min(posted, step.points);
  if (taken === 0) return "done";
  world.orders.set(step.order, posted - taken);
  wish(world, {
    kind: "clawback",
    points: points(-taken),
    cause: { why: "order-changed", orderId: storeOrder(step.order), orderName: "#1" },
  });
  return "done";
}

function take(world: World, into: Open[], wanted: Omit<Wish, "source" | "at">): Acted {
  const entry = wish(world, wanted);
  if (!entry) return "declined";
  into.push({ seq: entry.seq, credit: false, left: -entry.points });
  return "done";
}

function give(world: World, amount: number, lot: LotTerms): Acted {
  const entry = wish(world, { kind: "adjust", points: points(amount), cause: staff, lot });
  if (entry) world.changes.push({ seq: entry.seq, credit: true, left: entry.points });
  return "done";
}

function giveBack(world: World, which: number, most: number): Acted {
  const open = world.redemptions.filter((redemption) => redemption.left > 0);
  const one = open[which % Math.max(1, open.length)];
  if (!one) return "done";
  const back = Math.min(most, one.left);
  one.left -= back;
  wish(world, {
    kind: "restore",
    points: points(back),
    cause: { why: "redemption-released", redemptionId: redemptionId("r"), release: "deadline", of: one.seq },
  });
  return "done";
}

function undo(world: World, which: number): Acted {
  const open = world.changes.filter((change) => change.left > 0);
  const one = open[which % Math.max(1, open.length)];
  if (!one) return "done";
  const by = { actor: "staff-1" };
  wish(world, {
    kind: "adjust",
    points: points(one.credit ? -one.left : one.left),
    cause: one.credit
      ? { why: "staff-undo-credit", undoes: one.seq, ...by }
      : { why: "staff-undo-debit", of: one.seq, ...by },
  });
  one.left = 0;
  return "done";
}

/** A moment after everything that can expire has expired. */
export const doomsday = (world: World) => daysAfter(1_000, world.now);
