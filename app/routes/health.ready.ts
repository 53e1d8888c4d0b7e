/** Whether this process can do its work: booted (which applies all migrations), and the database answers; with what waits to be done. */
import { readProcessBacklog } from "../db/read/process-backlog";
import { sqlOf } from "../db/transaction";
import { isRunning, services } from "../services/running.server";
import { json } from "./shared/door-response.server";

export async function loader(): Promise<Response> {
  if (!isRunning()) return json({ ready: false }, 503);
  const ctx = services();
  try {
    return json({ ready: true, ...(await readProcessBacklog(sqlOf(ctx.db))) });
  } catch (error) {
    ctx.log.error({ err: error }, "the database does not answer");
    return json({ ready: false }, 503);
  }
}
