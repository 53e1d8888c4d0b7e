/** Writing redemptions. Every change is made under the lock of their member. */
import type { RedemptionId, ShopId } from "../loyalty/brand";
import type { Redemption } from "../loyalty/redemptions";
import type { RedemptionRow } from "./redemptions";
import { moveStocks } from "./reward-stocks";
import { updateRows } from "./rows";
import type { Sql } from "./transaction";

export async function insertRedemption(sql: Sql, shopId: ShopId, row: RedemptionRow): Promise<void> {
  await sql.query(
    `INSERT INTO "redemptions" ("shopId", "id", "memberId", "rewardId", "termsVersion", "state", "points", "valueMinor", "currency",
       "code", "key", "requestDigest", "deadline", "debitSeqs", "channel", "reservedAt", "customerId", "rewardKind")
     VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::int[], $15, $16, $17, $18)`,
    [
      shopId,
      row.redemptionId,
      row.memberId,
      row.rewardId,
      row.termsVersion,
      row.state,
      row.points,
      row.value,
      row.currency,
      row.code,
      row.key,
      row.requestDigest,
      new Date(row.deadline),
      row.debitSeqs,
      row.channel,
      row.reservedAt,
      row.customerId,
      row.kind,
    ],
  );
}

/** A claim that is released goes back into stock; one that an order uses after all comes out of it again. */
async function moveStocksWith(sql: Sql, shopId: ShopId, redemptions: readonly Redemption[]): Promise<void> {
  const before = await sql.query<{ id: string; state: string }>(
    `SELECT "id", "state" FROM "redemptions" WHERE "shopId" = $1 AND "id" = ANY($2::uuid[])`,
    [shopId, redemptions.map((redemption) => redemption.redemptionId)],
  );
  const wasReleased = new Map(before.map((row) => [row.id, row.state === "released"]));
  const changes = new Map<string, number>();
  for (const { redemptionId, rewardId, state } of redemptions) {
    const by = Number(wasReleased.get(redemptionId) ?? false) - Number(state === "released");
    changes.set(rewardId, (changes.get(rewardId) ?? 0) + by);
  }
  await moveStocks(sql, shopId, changes);
}

/** Writes the states that changed; `settledAt` is set when a claim ends. */
export async function saveRedemptions(
  sql: Sql,
  shopId: ShopId,
  redemptions: readonly Redemption[],
  at: Date,
): Promise<void> {
  if (redemptions.length === 0) return;
  await moveStocksWith(sql, shopId, redemptions);
  const rows = redemptions.map((redemption) => ({
    id: redemption.redemptionId,
    memberId: redemption.memberId,
    state: redemption.state,
    releasing: redemption.releasing,
    codeDead: redemption.codeDead,
    usedByOrder: redemption.usedBy,
    restored: redemption.restored,
    settledAt: redemption.state === "used" || redemption.state === "released" ? at.getTime() : null,
  }));
  await updateRows(
    sql,
    {
      table: "redemptions",
      shopId,
      columns: {
        id: "uuid",
        memberId: "bigint",
        state: "text",
        releasing: "text",
        codeDead: "boolean",
        usedByOrder: "text",
        restored: "bigint",
        settledAt: "timestamptz",
      },
      rows,
    },
    ["id"],
  );
  // Arrays of different lengths do not travel through unnest; claims with more than one debit are rare.
  for (const redemption of redemptions.filter((one) => one.debitSeqs.length > 1)) {
    await sql.query(
      `UPDATE "redemptions" SET "debitSeqs" = $3::int[] WHERE "shopId" = $1 AND "id" = $2::uuid`,
      [shopId, redemption.redemptionId, redemption.debitSeqs],
    );
  }
}

export async function markIssued(
  sql: Sql,
  shopId: ShopId,
  { id, storeRef, at }: { id: RedemptionId; storeRef: string; at: Date },
): Promise<void> {
  await sql.query(
    `UPDATE "redemptions" SET "storeRef" = $3, "issuedAt" = $4, "lastError" = NULL,
       "state" = CASE WHEN "state" = 'reserved' THEN 'issued' ELSE "state" END
     WHERE "shopId" = $1 AND "id" = $2::uuid`,
    [shopId, id, storeRef, at],
  );
}

/** A gift has no code to be issued: being given is all there is. */
export async function noteGiven(
  sql: Sql,
  shopId: ShopId,
  { id, storeRef, at }: { id: RedemptionId; storeRef: string; at: Date },
): Promise<void> {
  await sql.query(
    `UPDATE "redemptions" SET "storeRef" = $3, "issuedAt" = $4, "lastError" = NULL WHERE "shopId" = $1 AND "id" = $2::uuid`,
    [shopId, id, storeRef, at],
  );
}

export async function noteError(
  sql: Sql,
  shopId: ShopId,
  { id, error }: { id: RedemptionId; error: string },
): Promise<void> {
  await sql.query(`UPDATE "redemptions" SET "lastError" = $3 WHERE "shopId" = $1 AND "id" = $2::uuid`, [
    shopId,
    id,
    error.slice(0, 500),
  ]);
}
