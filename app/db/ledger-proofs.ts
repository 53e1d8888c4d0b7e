/** The proofs of each shop's ledger, the newest of which the admin shows. A bounded number is kept: an old proof says nothing of today. */
import * as z from "zod";
import { instant, memberId, type ShopId } from "../loyalty/brand";
import { type Fault, faultKinds, type Proof } from "../loyalty/ledger/verify";
import type { Sql } from "./transaction";

const kept = 30;

export type ProofBy = "operator" | "schedule";

const faultsSchema = z.array(
  z.object({
    kind: z.enum(faultKinds),
    memberId: z.number().int().transform(memberId).nullable(),
    subject: z.string(),
    kept: z.string(),
    proved: z.string(),
  }),
) satisfies z.ZodType<readonly Fault[]>;

export async function saveProof(sql: Sql, proof: Proof, by: ProofBy): Promise<void> {
  const { shopId, startedAt, finishedAt, members, entries, awards, redemptions, found, faults } = proof;
  await sql.query(
    `INSERT INTO "ledger_proofs" ("shopId", "startedBy", "startedAt", "finishedAt", "members", "entries", "awards", "redemptions", "found", "faults")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)`,
    [
      shopId,
      by,
      new Date(startedAt),
      new Date(finishedAt),
      members,
      entries,
      awards,
      redemptions,
      found,
      JSON.stringify(faults),
    ],
  );
  await sql.query(
    `DELETE FROM "ledger_proofs" WHERE "shopId" = $1 AND "id" <= (
       SELECT "id" FROM "ledger_proofs" WHERE "shopId" = $1 ORDER BY "id" DESC OFFSET $2 LIMIT 1)`,
    [shopId, kept],
  );
}

export async function latestProof(sql: Sql, shopId: ShopId): Promise<Proof | null> {
  const [raw] = await sql.query<{
    startedAt: Date;
    finishedAt: Date;
    members: number;
    entries: number;
    awards: number;
    redemptions: number;
    found: number;
    faults: unknown;
  }>(
    `SELECT "startedAt", "finishedAt", "members", "entries", "awards", "redemptions", "found", "faults"
     FROM "ledger_proofs" WHERE "shopId" = $1 ORDER BY "id" DESC LIMIT 1`,
    [shopId],
  );
  if (!raw) return null;
  return {
    ...raw,
    shopId,
    startedAt: instant(raw.startedAt.getTime()),
    finishedAt: instant(raw.finishedAt.getTime()),
    faults: faultsSchema.parse(raw.faults),
  };
}
