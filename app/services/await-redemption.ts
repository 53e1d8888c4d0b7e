/** Waits, bounded, until the store has answered for a redemption: shoppers stand at the till. What is not done in time goes on through the outbox. */
import { setTimeout as pause } from "node:timers/promises";
import type { EffectKind } from "../db/outbox";
import { type RedemptionRow, readRedemption } from "../db/redemptions";
import { sqlOf } from "../db/transaction";
import type { RedemptionId, ShopId } from "../loyalty/brand";
import type { ServiceContext } from "./context";
import { isIssued, issuingEffect } from "./issuing";
import { sendNow } from "./send-effects";

export interface AwaitRequest {
  readonly shopId: ShopId;
  readonly redemptionId: RedemptionId;
  readonly withinMs: number;
}

const lookEveryMs = 40;

async function until(
  ctx: ServiceContext,
  request: AwaitRequest,
  settled: (redemption: RedemptionRow) => boolean,
): Promise<RedemptionRow> {
  const end = ctx.now() + request.withinMs;
  for (;;) {
    const redemption = await readRedemption(sqlOf(ctx.db), request.shopId, request.redemptionId);
    if (!redemption) throw new Error(`no redemption ${request.redemptionId}`);
    if (settled(redemption) || ctx.now() >= end) return redemption;
    await pause(lookEveryMs);
  }
}

async function sendAndWait(
  ctx: ServiceContext,
  request: AwaitRequest,
  wait: { kind: EffectKind; settled: (redemption: RedemptionRow) => boolean },
): Promise<RedemptionRow> {
  // The worker may have taken the effect already; then waiting is all there is to do.
  const sending = sendNow(ctx, request.shopId, { kind: wait.kind, subject: request.redemptionId });
  sending.catch((error: unknown) => ctx.log.error({ err: error }, "an effect could not be sent at once"));
  return until(ctx, request, wait.settled);
}

/** Until the code is there or the gift given, or the store has refused it. */
export async function awaitIssued(ctx: ServiceContext, request: AwaitRequest): Promise<RedemptionRow> {
  const redemption = await readRedemption(sqlOf(ctx.db), request.shopId, request.redemptionId);
  if (!redemption) throw new Error(`no redemption ${request.redemptionId}`);
  return sendAndWait(ctx, request, { kind: issuingEffect(redemption.kind), settled: isIssued });
}

/** Until the points are back, or it turns out that the code was used. */
export function awaitReleased(ctx: ServiceContext, request: AwaitRequest): Promise<RedemptionRow> {
  return sendAndWait(ctx, request, {
    kind: "kill-code",
    settled: (one) => one.state === "released" || one.state === "used" || one.codeDead,
  });
}
