/** The audit trail: who did what, when (law 7). Rows are only ever added. */
import type { Instant, ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export const auditActions = [
  "points-adjusted",
  "entry-undone",
  "redemption-released",
  "terms-saved",
  "import-started",
  "delivery-retried",
  "delivery-dismissed",
  "member-erased",
  "members-merged",
  "data-exported",
  "member-joined",
  "member-left",
  "member-lapsed",
  "member-invited",
  "invitation-revoked",
  "consent-changed",
  "codes-created",
  "codes-downloaded",
  "codes-stopped",
  "api-key-created",
  "api-key-revoked",
  "birthday-set",
  "referral-decided",
  "tier-pinned",
  "tier-unpinned",
  "sweep-found",
  "offer-given",
  "store-connected",
  "store-disconnected",
  "store-lost",
  "store-found",
  "audit-found",
  "audit-held",
  "deletions-believed",
  "deletions-doubted",
  "webhooks-mended",
  "ledger-repaired",
  "redemption-forsaken",
] as const;
export type AuditAction = (typeof auditActions)[number];

export interface AuditEvent {
  readonly actor: string;
  readonly action: AuditAction;
  /** `member:17`, `terms:3`, `delivery:900`: what it is about. */
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  readonly at: Instant;
}

export async function recordAudit(sql: Sql, shopId: ShopId, event: AuditEvent): Promise<void> {
  await sql.query(
    `INSERT INTO "audit_events" ("shopId", "actor", "action", "subject", "details", "at") VALUES ($1, $2, $3, $4, $5::jsonb, $6)`,
    [shopId, event.actor, event.action, event.subject, JSON.stringify(event.details), new Date(event.at)],
  );
}
