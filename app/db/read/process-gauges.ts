/** What stands in the database for all shops together, for whoever runs the process (law 10: never shown to a shop). Partial indexes answer all of it. */
import type { Sql } from "../transaction";

export interface ProcessGauges {
  readonly inboxWaiting: number;
  readonly inboxOldestSeconds: number;
  readonly inboxParked: number;
  readonly outboxWaiting: number;
  readonly outboxOldestDueSeconds: number;
  readonly outboxParked: number;
  readonly redemptionsOpen: number;
  readonly redemptionsOverdue: number;
  readonly shops: number;
  readonly shopsLockedOut: number;
  readonly ledgerFaults: number;
  readonly ledgerOldestProofSeconds: number;
}

export async function readProcessGauges(sql: Sql, at: Date): Promise<ProcessGauges> {
  const [raw] = await sql.query<ProcessGauges>(
    `WITH arriving AS (SELECT count(*) AS "waiting", min("receivedAt") AS "oldest" FROM "inbox" WHERE "state" = 'new'),
       leaving AS (SELECT count(*) AS "waiting", min("dueAt") AS "oldest" FROM "outbox" WHERE "state" = 'new'),
       open AS (SELECT count(*) AS "all", count(*) FILTER (WHERE "deadline" < $1 AND NOT "codeDead") AS "overdue" FROM "redemptions"
         WHERE "state" IN ('reserved', 'issued')),
       installed AS (SELECT "id", "installedAt" FROM "shops" WHERE "uninstalledAt" IS NULL),
       proofs AS (SELECT s."installedAt", p."found", p."finishedAt" FROM installed s LEFT JOIN LATERAL
         (SELECT "found", "finishedAt" FROM "ledger_proofs" WHERE "shopId" = s."id" ORDER BY "id" DESC LIMIT 1) p ON true)
     SELECT arriving."waiting" AS "inboxWaiting", greatest(0, coalesce(extract(epoch FROM $1 - arriving."oldest"), 0))::float8 AS "inboxOldestSeconds",
       (SELECT count(*) FROM "inbox" WHERE "state" = 'parked') AS "inboxParked",
       leaving."waiting" AS "outboxWaiting", greatest(0, coalesce(extract(epoch FROM $1 - leaving."oldest"), 0))::float8 AS "outboxOldestDueSeconds",
       (SELECT count(*) FROM "outbox" WHERE "state" = 'parked') AS "outboxParked",
       open."all" AS "redemptionsOpen", open."overdue" AS "redemptionsOverdue",
       (SELECT count(*) FROM installed) AS "shops",
       (SELECT count(*) FROM "woocommerce_connections" WHERE "state" NOT IN ('connected', 'disconnected')) AS "shopsLockedOut",
       (SELECT coalesce(sum("found"), 0) FROM proofs) AS "ledgerFaults",
       (SELECT greatest(0, coalesce(max(extract(epoch FROM $1 - coalesce("finishedAt", "installedAt"))), 0))::float8 FROM proofs) AS "ledgerOldestProofSeconds"
     FROM arriving, leaving, open`,
    [at],
  );
  if (!raw) throw new Error("counts without rows are still one row");
  return raw;
}
