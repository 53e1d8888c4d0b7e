/**
 * The outbox: effects decided, not yet sent; written in the transaction of their cause (law 6). One waiting effect per kind and subject: asking again
 * raises its version, and a sender only removes the version it has sent.
 */
import { type ShopId, shopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export const effectKinds = [
  "push-snapshot",
  "push-program",
  "issue-code",
  "kill-code",
  "fetch-order",
  "fetch-customer",
  "settle-order",
  "forward-merged",
  "evaluate-tiers",
  "recombine-code",
  "give-reward",
  "push-benefits",
  "change-tags",
  "issue-friend-code",
  "kill-friend-code",
  "claim-orders",
  "run-preview",
  "import-members",
  "welcome-members",
  "ensure-webhooks",
  "remove-webhooks",
  "connect-plugin",
] as const;
export type EffectKind = (typeof effectKinds)[number];

export interface Effect {
  readonly id: number;
  readonly kind: EffectKind;
  readonly subject: string;
  readonly attempts: number;
  readonly version: number;
}

export interface NewEffect {
  readonly kind: EffectKind;
  readonly subject: string;
}

export async function addEffects(
  sql: Sql,
  shop: ShopId,
  effects: readonly NewEffect[],
  dueAt: Date,
): Promise<void> {
  if (effects.length === 0) return;
  const unique = [...new Map(effects.map((effect) => [`${effect.kind}:${effect.subject}`, effect])).values()];
  await sql.query(
    `INSERT INTO "outbox" ("shopId", "kind", "subject", "dueAt")
     SELECT $1, batch.kind, batch.subject, $4 FROM unnest($2::text[], $3::text[]) AS batch(kind, subject) ORDER BY 2, 3
     ON CONFLICT ("shopId", "kind", "subject") DO UPDATE SET "version" = "outbox"."version" + 1, "state" = 'new',
       "dueAt" = LEAST("outbox"."dueAt", excluded."dueAt"), "attempts" = 0`,
    [shop, unique.map((effect) => effect.kind), unique.map((effect) => effect.subject), dueAt],
  );
}

export async function shopsWithDueEffects(sql: Sql, at: Date): Promise<ShopId[]> {
  const rows = await sql.query<{ id: number }>(
    `SELECT s."id" FROM "shops" s WHERE s."uninstalledAt" IS NULL AND EXISTS (SELECT 1 FROM "outbox" o WHERE o."shopId" = s."id"
       AND o."state" = 'new' AND o."dueAt" <= $1 AND (o."heldUntil" IS NULL OR o."heldUntil" < $1)) ORDER BY s."id"`,
    [at],
  );
  return rows.map((row) => shopId(row.id));
}

export interface Hold {
  readonly at: Date;
  readonly until: Date;
  readonly limit: number;
  /** Only this effect, whatever its due time. */
  readonly only?: NewEffect;
  /** Kinds that are held for a shorter time, so that another worker soon goes on with them when this one dies. */
  readonly brief?: { readonly kinds: readonly EffectKind[]; readonly until: Date };
}

/** Takes due effects of one shop and holds them; a worker that dies holding them loses them when the hold runs out. */
export async function holdEffects(sql: Sql, shop: ShopId, hold: Hold): Promise<Effect[]> {
  return sql.query<Effect>(
    `UPDATE "outbox" SET "heldUntil" = CASE WHEN "kind" = ANY($7::text[]) THEN $8::timestamptz ELSE $3 END, "attempts" = "attempts" + 1 WHERE "shopId" = $1 AND "id" IN (
       SELECT "id" FROM "outbox" WHERE "shopId" = $1 AND "state" = 'new' AND ("heldUntil" IS NULL OR "heldUntil" < $2)
         AND (($5::text IS NULL AND "dueAt" <= $2) OR ("kind" = $5 AND "subject" = $6))
       ORDER BY "dueAt", "id" LIMIT $4 FOR UPDATE SKIP LOCKED)
     RETURNING "id", "kind", "subject", "attempts", "version"`,
    [
      shop,
      hold.at,
      hold.until,
      hold.limit,
      hold.only?.kind ?? null,
      hold.only?.subject ?? null,
      hold.brief?.kinds ?? [],
      hold.brief?.until ?? hold.until,
    ],
  );
}

/** Removes what was sent. An effect asked for again meanwhile stays, due at once. */
export async function finishEffects(sql: Sql, shop: ShopId, effects: readonly Effect[]): Promise<void> {
  if (effects.length === 0) return;
  const values = [shop, effects.map((effect) => effect.id), effects.map((effect) => effect.version)];
  await sql.query(
    `DELETE FROM "outbox" USING unnest($2::bigint[], $3::int[]) AS sent(id, version)
     WHERE "outbox"."shopId" = $1 AND "outbox"."id" = sent.id AND "outbox"."version" = sent.version`,
    values,
  );
  await sql.query(
    `UPDATE "outbox" SET "heldUntil" = NULL FROM unnest($2::bigint[], $3::int[]) AS sent(id, version)
     WHERE "outbox"."shopId" = $1 AND "outbox"."id" = sent.id AND "outbox"."version" <> sent.version`,
    values,
  );
}

export interface Failure {
  readonly error: string;
  /** When to try again; null parks the effect for staff to see. */
  readonly retryAt: Date | null;
}

export async function failEffect(sql: Sql, shop: ShopId, effect: Effect, failure: Failure): Promise<void> {
  await sql.query(
    `UPDATE "outbox" SET "heldUntil" = NULL, "lastError" = $3, "state" = CASE WHEN $4::timestamptz IS NULL THEN 'parked' ELSE 'new' END,
       "dueAt" = COALESCE($4::timestamptz, "dueAt") WHERE "shopId" = $1 AND "id" = $2`,
    [shop, effect.id, failure.error.slice(0, 500), failure.retryAt],
  );
}

/** Takes back an effect that nobody has begun. `held` means that somebody is carrying it out at this moment. */
export async function cancelEffect(
  sql: Sql,
  shop: ShopId,
  { kind, subject, at }: NewEffect & { readonly at: Date },
): Promise<"none" | "cancelled" | "held"> {
  const gone = await sql.query(
    `DELETE FROM "outbox" WHERE "shopId" = $1 AND "kind" = $2 AND "subject" = $3 AND ("heldUntil" IS NULL OR "heldUntil" < $4) RETURNING "id"`,
    [shop, kind, subject, at],
  );
  if (gone.length > 0) return "cancelled";
  const left = await sql.query(
    `SELECT "id" FROM "outbox" WHERE "shopId" = $1 AND "kind" = $2 AND "subject" = $3`,
    [shop, kind, subject],
  );
  return left.length > 0 ? "held" : "none";
}

/** Takes back an effect only if nobody ever began it. @returns whether it was taken back. */
export async function cancelUntried(
  sql: Sql,
  shop: ShopId,
  { kind, subject, at }: NewEffect & { readonly at: Date },
): Promise<boolean> {
  const gone = await sql.query(
    `DELETE FROM "outbox" WHERE "shopId" = $1 AND "kind" = $2 AND "subject" = $3 AND "attempts" = 0
       AND "lastError" IS NULL AND ("heldUntil" IS NULL OR "heldUntil" < $4) RETURNING "id"`,
    [shop, kind, subject, at],
  );
  return gone.length > 0;
}

/** Effects that were given up while the store was closed are tried again when it opens. */
export async function reviveEffects(sql: Sql, shop: ShopId, at: Date): Promise<void> {
  await sql.query(
    `UPDATE "outbox" SET "state" = 'new', "attempts" = 0, "dueAt" = $2, "heldUntil" = NULL WHERE "shopId" = $1 AND "state" = 'parked'`,
    [shop, at],
  );
}

/** What effects of one kind that are not done yet are about. */
export async function waitingSubjects(sql: Sql, shop: ShopId, kind: EffectKind): Promise<string[]> {
  const rows = await sql.query<{ subject: string }>(
    `SELECT "subject" FROM "outbox" WHERE "shopId" = $1 AND "kind" = $2`,
    [shop, kind],
  );
  return rows.map((row) => row.subject);
}
