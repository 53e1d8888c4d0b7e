/** What members did that is no order, and what came of it. One row per member, rule and key: the same action told twice is one action. */
import { type Instant, instant, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import type { ActionKind } from "../loyalty/earning-rules/action";
import type { DeclineReason } from "../loyalty/outcome";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

export interface ActionRow {
  readonly memberId: MemberId;
  readonly ruleId: string;
  readonly kind: ActionKind;
  readonly key: string;
  /** 0 when it was declined. */
  readonly points: number;
  /** Of the entry it led to. */
  readonly seq: number | null;
  readonly declined: DeclineReason | null;
  readonly at: Instant;
}

interface RawAction extends Omit<ActionRow, "memberId" | "at"> {
  readonly memberId: number;
  readonly at: Date;
}

const toAction = (raw: RawAction): ActionRow => ({
  ...raw,
  memberId: memberId(raw.memberId),
  at: instant(raw.at.getTime()),
});

const columns = `"memberId", "ruleId", "kind", "key", "points", "seq", "declined", "at"`;

export const actionId = (action: Pick<ActionRow, "memberId" | "ruleId" | "key">): string =>
  `${action.memberId}:${action.ruleId}:${action.key}`;

/** Those of these actions that were told before, by `actionId`. */
export async function readKnownActions(
  sql: Sql,
  shopId: ShopId,
  actions: readonly Pick<ActionRow, "memberId" | "ruleId" | "key">[],
): Promise<Map<string, ActionRow>> {
  if (actions.length === 0) return new Map();
  const rows = await sql.query<RawAction>(
    `SELECT ${columns} FROM "actions" JOIN unnest($2::bigint[], $3::text[], $4::text[]) AS wanted(m, r, k)
       ON "memberId" = m AND "ruleId" = r AND "key" = k WHERE "shopId" = $1`,
    [
      shopId,
      actions.map((action) => action.memberId),
      actions.map((action) => action.ruleId),
      actions.map((action) => action.key),
    ],
  );
  return new Map(rows.map(toAction).map((action) => [actionId(action), action]));
}

/** When these rules gave these members points, from a moment on: what limits count. */
export async function readRewarded(
  sql: Sql,
  shopId: ShopId,
  wanted: { members: readonly MemberId[]; ruleIds: readonly string[]; since: Instant },
): Promise<Pick<ActionRow, "memberId" | "ruleId" | "at">[]> {
  if (wanted.members.length === 0 || wanted.ruleIds.length === 0) return [];
  const rows = await sql.query<RawAction>(
    `SELECT "memberId", "ruleId", "at" FROM "actions" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])
       AND "ruleId" = ANY($3::text[]) AND "declined" IS NULL AND "at" >= $4`,
    [shopId, wanted.members, wanted.ruleIds, new Date(wanted.since)],
  );
  return rows.map(toAction);
}

/** Writes actions. Only one that had been declined may be told anew, with another end. */
export async function saveActions(sql: Sql, shopId: ShopId, actions: readonly ActionRow[]): Promise<void> {
  await insertRows(
    sql,
    {
      table: "actions",
      shopId,
      columns: {
        memberId: "bigint",
        ruleId: "text",
        kind: "text",
        key: "text",
        points: "bigint",
        seq: "int",
        declined: "text",
        at: "timestamptz",
      },
      rows: actions,
    },
    `ON CONFLICT ("shopId", "memberId", "ruleId", "key") DO UPDATE SET "points" = excluded."points", "seq" = excluded."seq",
       "declined" = excluded."declined", "at" = excluded."at" WHERE "actions"."declined" IS NOT NULL`,
  );
}
