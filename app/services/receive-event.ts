/**
 * Records one delivery and does nothing else (law 6): an insert, unique per delivery. The worker acts on it. Answers only once the row is committed, so that a
 * process killed right after its 200 has lost nothing; deliveries that come at the same moment share one insert.
 * A store without names for its deliveries is recorded by what they say; what it says again is worked on again (`receiveState`).
 */
import type { Database } from "../db/database";
import { type NewInboxEvent, reopenEvents, storeEvents } from "../db/inbox";
import { sqlOf } from "../db/transaction";
import { eventsReceived } from "../metrics.server";
import type { ServiceContext } from "./context";
import { gather } from "./gather";
import { isInfrastructureError } from "./infrastructure-errors";

/** Of one write: a burst of the largest deliveries must not become one statement of half a gigabyte. */
const heaviest = 8 * 1024 * 1024;
const bulk = {
  most: 200,
  heaviest,
  weigh: (event: NewInboxEvent) => event.payload.length,
  // A delivery that the database refuses (a name too long for any index, say) fails alone; when the database itself is away, all have to come again.
  blamesItems: (error: unknown) => !isInfrastructureError(error),
};
/** A second insert is made ready while the first waits for the disk. Reopening has one lane, because it passes over rows that somebody holds. */
const inserting = { ...bulk, lanes: 2, enough: 8 };

interface Recorder {
  readonly store: (event: NewInboxEvent) => Promise<boolean>;
  readonly reopen: (event: NewInboxEvent) => Promise<boolean>;
}

const recorders = new WeakMap<Database, Recorder>();

function recorderOf(db: Database): Recorder {
  const known = recorders.get(db);
  if (known) return known;
  const sql = sqlOf(db);
  const reopenAll = async (events: readonly NewInboxEvent[]) => {
    await reopenEvents(sql, events);
    return events.map(() => true);
  };
  const recorder = {
    store: gather((events: readonly NewInboxEvent[]) => storeEvents(sql, events), inserting),
    reopen: gather(reopenAll, bulk),
  };
  recorders.set(db, recorder);
  return recorder;
}

export async function receiveEvent(ctx: ServiceContext, event: NewInboxEvent): Promise<"stored" | "known"> {
  const stored = await recorderOf(ctx.db).store(event);
  eventsReceived.inc({ result: stored ? "stored" : "known" });
  if (stored) ctx.nudge();
  return stored ? "stored" : "known";
}

/**
 * Records a delivery whose name is made of what it says. Said again, it is either a duplicate, which changes nothing when it is worked on again, or the order has gone
 * back to an earlier state, and then it must be.
 */
export async function receiveState(ctx: ServiceContext, event: NewInboxEvent): Promise<"stored" | "known"> {
  if ((await receiveEvent(ctx, event)) === "stored") return "stored";
  await recorderOf(ctx.db).reopen(event);
  ctx.nudge();
  return "known";
}
