/** Records one delivery and does nothing else (law 6): one insert, unique per delivery. The worker acts on it. */
import { type NewInboxEvent, storeEvent } from "../db/inbox";
import { sqlOf } from "../db/transaction";
import type { ServiceContext } from "./context";

export async function receiveEvent(ctx: ServiceContext, event: NewInboxEvent): Promise<"stored" | "known"> {
  const stored = await storeEvent(sqlOf(ctx.db), event);
  if (stored) ctx.nudge();
  return stored ? "stored" : "known";
}
