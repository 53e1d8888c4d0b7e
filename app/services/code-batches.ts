/**
 * Batches of single-use codes: made, handed out as a list, stopped. A code is 60 bits of a hash keyed with our own key and the batch's secret, so nobody can guess one,
 * and whoever reads the database cannot make one either.
 */
import { createHmac } from "node:crypto";
import { recordAudit } from "../db/audit";
import {
  type CodeBatchRow,
  findBatch,
  insertBatch,
  insertCodes,
  markStopped,
  readRedeemedNumbers,
} from "../db/code-batches";
import { inTransaction, sqlOf } from "../db/transaction";
import type { Instant, ShopId } from "../loyalty/brand";
import { codeBytes, printCode, readCode } from "../loyalty/codes";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { dateOf, type ServiceContext } from "./context";

const insertAtOnce = 5_000;

/** Shops print codes by the thousand; more than this in one list is surely a slip of the finger. */
export const mostCodes = 50_000;

/** What the database keeps of a code: nobody without our key can tell which code it was. */
export function digestOfCode(ctx: ServiceContext, shopId: ShopId, read: string): string {
  return ctx.fingerprint(`earning-code:${shopId}:${read}`);
}

function codesOf(
  ctx: ServiceContext,
  shopId: ShopId,
  batch: Pick<CodeBatchRow, "prefix" | "secret" | "quantity">,
): string[] {
  const key = ctx.fingerprint(`code-batch:${shopId}:${batch.secret}`);
  const bytesOf = (number: number) =>
    createHmac("sha256", key).update(String(number)).digest().subarray(0, codeBytes);
  return Array.from({ length: batch.quantity }, (_, index) => printCode(batch.prefix, bytesOf(index + 1)));
}

export interface NewBatch {
  readonly shopId: ShopId;
  readonly name: string;
  readonly points: number;
  readonly quantity: number;
  readonly prefix: string;
  readonly expiresAt: Instant | null;
  readonly actor: string;
}

/** @returns the batch's id. */
export async function createCodeBatch(ctx: ServiceContext, request: NewBatch): Promise<number> {
  const { shopId, actor, name, points, quantity, prefix } = request;
  const at = ctx.now();
  const secret = ctx.uuid();
  const codes = codesOf(ctx, shopId, { prefix, secret, quantity });
  const digests = codes.map((code) => digestOfCode(ctx, shopId, readCode(code) ?? code));
  return inTransaction(ctx.db, async (sql) => {
    const id = await insertBatch(sql, shopId, {
      ...{ name, points, quantity, prefix, secret },
      expiresAt: request.expiresAt === null ? null : dateOf(request.expiresAt),
      createdBy: actor,
      createdAt: dateOf(at),
    });
    for (let from = 0; from < digests.length; from += insertAtOnce) {
      const slice = digests.slice(from, from + insertAtOnce);
      const rows = slice.map((digest, index) => ({ digest, batchId: id, number: from + index + 1 }));
      await insertCodes(sql, shopId, rows);
    }
    const details = { points, quantity, prefix };
    await recordAudit(sql, shopId, {
      actor,
      action: "codes-created",
      subject: `code-batch:${id}`,
      details,
      at,
    });
    return id;
  });
}

export interface CodeList {
  readonly batch: CodeBatchRow;
  readonly codes: readonly { readonly number: number; readonly code: string; readonly redeemed: boolean }[];
}

interface BatchDeed {
  readonly shopId: ShopId;
  readonly batchId: number;
  readonly actor: string;
}

/** Every code of a batch, to be printed. Audited: whoever has the list has the points. */
export async function listCodes(
  ctx: ServiceContext,
  { shopId, batchId, actor }: BatchDeed,
): Promise<Outcome<CodeList>> {
  const sql = sqlOf(ctx.db);
  const batch = await findBatch(sql, shopId, batchId);
  if (!batch) return declined("no-such-batch");
  const redeemed = await readRedeemedNumbers(sql, shopId, batchId);
  const codes = codesOf(ctx, shopId, batch).map((code, index) => ({
    number: index + 1,
    code,
    redeemed: redeemed.has(index + 1),
  }));
  await recordAudit(sql, shopId, {
    actor,
    action: "codes-downloaded",
    subject: `code-batch:${batchId}`,
    details: { quantity: batch.quantity },
    at: ctx.now(),
  });
  return done({ batch, codes });
}

/** From now on what is left of the batch is worth nothing. Stopping twice is stopping once. */
export async function stopCodeBatch(
  ctx: ServiceContext,
  { shopId, batchId, actor }: BatchDeed,
): Promise<Outcome<CodeBatchRow>> {
  return inTransaction(ctx.db, async (sql): Promise<Outcome<CodeBatchRow>> => {
    const at = ctx.now();
    const stopped = await markStopped(sql, shopId, batchId, dateOf(at));
    const batch = await findBatch(sql, shopId, batchId);
    if (!batch) return declined("no-such-batch");
    const subject = `code-batch:${batchId}`;
    if (stopped) await recordAudit(sql, shopId, { actor, action: "codes-stopped", subject, details: {}, at });
    return done(batch);
  });
}
