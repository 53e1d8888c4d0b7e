/**
 * Prometheus' door. Only with the operator's token (`METRICS_TOKEN`); without one it is not there at all, because what it tells is nobody else's business.
 * What each name means, and when to worry: docs/operations.md.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Gauge } from "prom-client";
import { type ProcessGauges, readProcessGauges } from "../db/read/process-gauges";
import { sqlOf } from "../db/transaction";
import { metricsToken } from "../env.server";
import { exposition, registry } from "../metrics.server";
import { dateOf } from "../services/context";
import { services } from "../services/running.server";
import { notFound } from "./shared/door-response.server";

const registers = [registry];
const gauge = (name: string, help: string) => new Gauge({ name: `vafa_${name}`, help, registers });

const gauges: Readonly<Record<keyof ProcessGauges, Gauge>> = {
  inboxWaiting: gauge("inbox_waiting", "Events received and not yet acted on."),
  inboxOldestSeconds: gauge(
    "inbox_oldest_seconds",
    "Age of the oldest event that waits: how far behind we are.",
  ),
  inboxParked: gauge("inbox_parked", "Events that wait for a person."),
  outboxWaiting: gauge("outbox_waiting", "Effects decided and not yet sent."),
  outboxOldestDueSeconds: gauge("outbox_oldest_due_seconds", "For how long the oldest effect has been due."),
  outboxParked: gauge("outbox_parked", "Effects that were given up."),
  redemptionsOpen: gauge("redemptions_open", "Claims that hold points."),
  redemptionsOverdue: gauge("redemptions_overdue", "Claims past their deadline that still hold points."),
  shops: gauge("shops", "Installed shops."),
  shopsLockedOut: gauge("shops_locked_out", "WooCommerce shops that do not let us in."),
  ledgerFaults: gauge("ledger_faults", "Faults that the last proofs of all ledgers found."),
  ledgerOldestProofSeconds: gauge("ledger_oldest_proof_seconds", "Age of the oldest last proof of a ledger."),
};

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Compared as digests, so that neither time nor length tells anything of the token. */
function isOperator(request: Request, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.get("Authorization") ?? "")?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const token = metricsToken();
  if (token === null) return notFound();
  if (!isOperator(request, token)) return new Response(null, { status: 401 });
  const ctx = services();
  const values = await readProcessGauges(sqlOf(ctx.db), dateOf(ctx.now()));
  for (const [name, shown] of Object.entries(gauges)) shown.set(values[name as keyof ProcessGauges]);
  const { type, text } = await exposition();
  return new Response(text, { headers: { "Content-Type": type, "Cache-Control": "no-store" } });
}
