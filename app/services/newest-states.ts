/**
 * Which of the states that came for an order is its newest (law 1), and which the store has to be asked about because two of one second contradict each other: a
 * message is the state when it was sent, and nothing says in which order the messages of one second left.
 */
import { writtenState } from "../db/order-state";
import { readRevisions, type StoredRevision } from "../db/orders";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import { type Instant, instant, type OrderId } from "../loyalty/brand";
import type { Order } from "../loyalty/order";
import { compareRevisions, type Revision } from "../loyalty/revision";
import type { ReceivedOrder } from "../stores/store";

export interface IncomingState {
  readonly received: ReceivedOrder;
  readonly triggeredAt: Instant;
  /** Reconcile again although the stored state is just as new: what surrounds the order has changed (a code died, a guest joined). */
  readonly again?: boolean;
  /**
   * Told in a message that may have been overtaken, by a store that dates its states by the second: against another state of the same second it proves nothing, and
   * it brings no order back that the store had deleted. Then the store is asked.
   */
  readonly hearsay?: boolean;
}

export interface Candidate {
  readonly order: Order;
  readonly received: ReceivedOrder;
  readonly json: string;
  readonly revision: Revision;
  readonly again: boolean;
  readonly hearsay: boolean;
  /** Two messages tell two states of one second. */
  readonly disputed: boolean;
}

export function newestPerOrder(states: readonly IncomingState[]): Map<OrderId, Candidate> {
  const newest = new Map<OrderId, Candidate>();
  for (const { received, triggeredAt, again = false, hearsay = false } of states) {
    const { order } = received;
    const { json, digest } = writtenState(order);
    const revision = { updatedAt: order.updatedAt, triggeredAt, digest };
    const known = newest.get(order.orderId);
    const sameSecond = known?.revision.updatedAt === revision.updatedAt;
    const disputed =
      hearsay &&
      sameSecond &&
      (known.disputed || (known.hearsay && known.revision.digest !== revision.digest));
    if (!known || compareRevisions(known.revision, revision) < 0) {
      const asked = again || (known?.again ?? false);
      newest.set(order.orderId, { order, received, json, revision, again: asked, hearsay, disputed });
    } else if (disputed) newest.set(order.orderId, { ...known, disputed });
  }
  return newest;
}

type Verdict = "news" | "stale" | "doubtful";

/** Processes' clocks differ a little, and an answer is younger than its question: within this the store's answer is the truth. */
const clockSlackMs = 1_000;

/** What a state is worth beside the one we have; only where a store dates its states by the second can it be doubtful. */
function verdictOn(candidate: Candidate, known: StoredRevision | undefined, bySecond: boolean): Verdict {
  const { revision, hearsay } = candidate;
  if (candidate.disputed && (!known || known.updatedAt <= revision.updatedAt)) return "doubtful";
  if (!known) return "news";
  const differs = known.digest !== revision.digest;
  if (bySecond && known.updatedAt === revision.updatedAt) {
    if (!differs) return candidate.again ? "news" : "stale";
    return hearsay || known.triggeredAt > revision.triggeredAt + clockSlackMs ? "doubtful" : "news";
  }
  const newer = compareRevisions(known, revision);
  if (newer < 0) return hearsay && known.deleted ? "doubtful" : "news";
  return newer === 0 && candidate.again ? "news" : "stale";
}

/** What wins over a state of the same second is written as the later of the two, so that it also wins wherever the two meet again. */
function after(candidate: Candidate, known: StoredRevision | undefined): Candidate {
  const { revision, again } = candidate;
  if (again || known?.updatedAt !== revision.updatedAt || known.digest === revision.digest) return candidate;
  const triggeredAt = instant(Math.max(revision.triggeredAt, known.triggeredAt + 1));
  return { ...candidate, revision: { ...revision, triggeredAt } };
}

export interface Judged {
  readonly candidates: readonly Candidate[];
  /** The store has to be asked for the state of these. */
  readonly doubtful: readonly OrderId[];
}

/** Drops what the database knows already or better. Called under the members' locks. */
export async function dropStale(
  sql: Sql,
  shop: ShopRow,
  candidates: Map<OrderId, Candidate>,
): Promise<Judged> {
  const stored = await readRevisions(sql, shop.shopId, [...candidates.keys()]);
  const bySecond = shop.platform === "woocommerce";
  const judged = [...candidates.values()].map((candidate) => {
    const known = stored.get(candidate.order.orderId);
    const verdict = verdictOn(candidate, known, bySecond);
    return { candidate: bySecond ? after(candidate, known) : candidate, verdict };
  });
  const of = (wanted: Verdict) =>
    judged.flatMap(({ candidate, verdict }) => (verdict === wanted ? [candidate] : []));
  return { candidates: of("news"), doubtful: of("doubtful").map(({ order }) => order.orderId) };
}
