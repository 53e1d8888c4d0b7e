/** What waits to be done for all shops together: for whoever runs the process (health check), never shown to a shop (law 10). Two partial indexes answer it. */
import type { Sql } from "../transaction";

export interface ProcessBacklog {
  readonly inboxWaiting: number;
  readonly outboxWaiting: number;
}

export async function readProcessBacklog(sql: Sql): Promise<ProcessBacklog> {
  const [raw] = await sql.query<ProcessBacklog>(
    `SELECT (SELECT count(*) FROM "inbox" WHERE "state" = 'new') AS "inboxWaiting",
       (SELECT count(*) FROM "outbox" WHERE "state" = 'new') AS "outboxWaiting"`,
  );
  if (!raw) throw new Error("a count without rows is still one row");
  return raw;
}
