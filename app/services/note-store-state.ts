/**
 * Notes how a WooCommerce store answers: whether it lets us in, is out of reach, or says what WooCommerce does not say. When it lets us in again, what was given up
 * meanwhile is tried again, so that revoked keys lose nothing.
 */
import { recordAudit } from "../db/audit";
import { UnsealError } from "../db/encryption";
import { latestImport, resumeImport } from "../db/imports";
import { reviveEffects } from "../db/outbox";
import { inTransaction, type Sql } from "../db/transaction";
import { noteReached, type WoocommerceFacts } from "../db/woocommerce-connections";
import type { ShopId } from "../loyalty/brand";
import type { DeclineReason } from "../loyalty/outcome";
import { type ConnectionProblem, connectionProblemOf } from "../stores/woocommerce.server";
import { dateOf, type ServiceContext } from "./context";

export type Noting = Pick<ServiceContext, "db" | "now" | "log" | "nudge">;

const problems: Readonly<Record<ConnectionProblem, DeclineReason>> = {
  "keys-refused": "store-keys-refused",
  unreachable: "store-unreachable",
  misspeaking: "store-not-woocommerce",
};

/** What an error says of the store; null when it says nothing of it. */
export const stateBehind = (error: unknown): ConnectionProblem | null =>
  error instanceof UnsealError ? "keys-refused" : connectionProblemOf(error);

/** What was given up while the store was closed. */
async function takeUpAgain(sql: Sql, shopId: ShopId, at: Date): Promise<void> {
  await reviveEffects(sql, shopId, at);
  const latest = await latestImport(sql, shopId);
  if (latest?.state === "failed") await resumeImport(sql, shopId, latest.id);
}

export async function noteFailure(ctx: Noting, shopId: ShopId, error: unknown): Promise<void> {
  const state = stateBehind(error);
  if (state === null) return;
  const at = ctx.now();
  await inTransaction(ctx.db, async (sql) => {
    const before = await noteReached(sql, shopId, { state, problem: problems[state], at: dateOf(at) });
    if (before === null || before === state) return;
    ctx.log.warn({ shopId, state, before, err: error }, "a store does not answer as it did");
    // A store that is slow for a moment is no news; one that keeps us out is.
    if (state === "keys-refused")
      await recordAudit(sql, shopId, {
        actor: "vafa",
        action: "store-lost",
        subject: "store",
        details: { state },
        at,
      });
  });
}

/** @param connection as it was when the store was asked: one that was well has nothing to note. */
export async function noteAnswer(
  ctx: Noting,
  { shopId, state }: Pick<WoocommerceFacts, "shopId" | "state">,
): Promise<void> {
  if (state === "connected" || state === "disconnected") return;
  const at = ctx.now();
  const before = await inTransaction(ctx.db, async (sql) => {
    const was = await noteReached(sql, shopId, { state: "connected", problem: null, at: dateOf(at) });
    if (was === null || was === "connected") return was;
    // Also where it was merely out of reach: before that it may have kept us out.
    await takeUpAgain(sql, shopId, dateOf(at));
    if (was !== "keys-refused") return was;
    await recordAudit(sql, shopId, {
      actor: "vafa",
      action: "store-found",
      subject: "store",
      details: {},
      at,
    });
    return was;
  });
  if (before === null || before === "connected") return;
  ctx.log.info({ shopId, before }, "a store answers again");
  ctx.nudge();
}
