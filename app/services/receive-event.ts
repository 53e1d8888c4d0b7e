/**
 * Records one delivery and does nothing else (law 6): an insert, unique per delivery. The worker acts on it. Answers only once the row is committed, so that a
 * process killed right after its 200 has lost nothing; deliveries that come at the same moment share one insert.
 */
import type { Database } from "../db/database";
import { type NewInboxEvent, storeEvents } from "../db/inbox";
import { sqlOf } from "../db/transaction";
import type { ServiceContext } from "./context";
import { gather } from "./gather";

const mostAtOnce = 200;

type Recorder = (event: NewInboxEvent) => Promise<boolean>;

const recorders = new WeakMap<Database, Recorder>();

function recorderOf(db: Database): Recorder {
  const known = recorders.get(db);
  if (known) return known;
  const recorder = gather((events: readonly NewInboxEvent[]) => storeEvents(sqlOf(db), events), mostAtOnce);
  recorders.set(db, recorder);
  return recorder;
}

export async function receiveEvent(ctx: ServiceContext, event: NewInboxEvent): Promise<"stored" | "known"> {
  const stored = await recorderOf(ctx.db)(event);
  if (stored) ctx.nudge();
  return stored ? "stored" : "known";
}
