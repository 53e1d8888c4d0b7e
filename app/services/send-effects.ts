/**
 * The sender's half of the outbox: holds due effects of one shop, carries them out, removes what was done. A sender that dies leaves its hold to run out; every effect may
 * be carried out twice without harm, because each says what shall be and not what to add.
 */
import {
  type Effect,
  type EffectKind,
  failEffect,
  finishEffects,
  holdEffects,
  type NewEffect,
} from "../db/outbox";
import { sqlOf } from "../db/transaction";
import { type Instant, instant, type ShopId } from "../loyalty/brand";
import { effectsSent } from "../metrics.server";
import { StoreClosed, StoreUnavailable } from "../stores/store";
import { traced } from "../tracing.server";
import { dateOf, type ServiceContext } from "./context";
import { Postponed } from "./effects/handler";
import { effectHandlers } from "./effects/registry";
import { pushSnapshots } from "./push-snapshots";

const holdMs = 120_000;
/** Slices of long work: each takes a second or so, and somebody may be watching its progress. */
const briefHoldMs = 15_000;
const briefKinds = ["run-preview", "evaluate-tiers", "import-members"] as const;
const mostAtOnce = 200;
const atATime = 4;
const firstPauseMs = 1_000;
const longestPauseMs = 10 * 60_000;

/** Points hang on these, so they are tried for as long as it takes. */
const neverGivenUp: ReadonlySet<EffectKind> = new Set([
  "kill-code",
  "issue-code",
  "settle-order",
  "forward-merged",
  "claim-orders",
  "evaluate-tiers",
  "give-reward",
  "import-members",
]);
const mostAttempts = 30;

function retryAt(effect: Effect, error: unknown, at: Instant): Date | null {
  if (error instanceof Postponed) return dateOf(instant(at + error.afterMs));
  const givenUp =
    error instanceof StoreClosed || (effect.attempts >= mostAttempts && !neverGivenUp.has(effect.kind));
  if (givenUp) return null;
  const asked = error instanceof StoreUnavailable ? error.retryAfterMs : 0;
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(effect.attempts - 1, 12));
  return dateOf(instant(at + Math.max(asked, pause)));
}

async function fail(ctx: ServiceContext, shopId: ShopId, effect: Effect, error: unknown): Promise<void> {
  const failure = {
    error: error instanceof Error ? error.message : String(error),
    retryAt: retryAt(effect, error, ctx.now()),
  };
  if (!(error instanceof Postponed))
    ctx.log.warn(
      { shopId, effect: effect.kind, attempts: effect.attempts, err: error },
      "an effect was not sent",
    );
  const result = error instanceof Postponed ? "postponed" : failure.retryAt === null ? "given-up" : "failed";
  effectsSent.inc({ kind: effect.kind, result });
  await failEffect(sqlOf(ctx.db), shopId, effect, failure);
}

async function carryOut(ctx: ServiceContext, shopId: ShopId, effect: Effect): Promise<void> {
  try {
    if (effect.kind === "push-snapshot") throw new Error("snapshots are pushed as a set");
    const { kind, subject, attempts } = effect;
    const attributes = { "vafa.shop": shopId, "vafa.attempts": attempts };
    await traced(`effect ${kind}`, attributes, () => effectHandlers[kind](ctx, shopId, subject));
    effectsSent.inc({ kind: effect.kind, result: "sent" });
    await finishEffects(sqlOf(ctx.db), shopId, [effect]);
  } catch (error) {
    await fail(ctx, shopId, effect, error);
  }
}

async function carryOutSnapshots(
  ctx: ServiceContext,
  shopId: ShopId,
  effects: readonly Effect[],
): Promise<void> {
  if (effects.length === 0) return;
  try {
    await pushSnapshots(
      ctx,
      shopId,
      effects.map((effect) => effect.subject),
    );
    effectsSent.inc({ kind: "push-snapshot", result: "sent" }, effects.length);
    await finishEffects(sqlOf(ctx.db), shopId, effects);
  } catch (error) {
    for (const effect of effects) await fail(ctx, shopId, effect, error);
  }
}

function hold(ctx: ServiceContext, shopId: ShopId, limit: number, only?: NewEffect): Promise<Effect[]> {
  const at = ctx.now();
  return holdEffects(sqlOf(ctx.db), shopId, {
    at: dateOf(at),
    until: dateOf(instant(at + holdMs)),
    brief: { kinds: briefKinds, until: dateOf(instant(at + briefHoldMs)) },
    limit,
    ...(only ? { only } : {}),
  });
}

/** Sends what is due for one shop. @returns how many effects were held; 0 when none was due. */
export async function sendEffects(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  const effects = await hold(ctx, shopId, mostAtOnce);
  const single = effects.filter((effect) => effect.kind !== "push-snapshot");
  for (let start = 0; start < single.length; start += atATime) {
    await Promise.all(single.slice(start, start + atATime).map((effect) => carryOut(ctx, shopId, effect)));
  }
  await carryOutSnapshots(
    ctx,
    shopId,
    effects.filter((effect) => effect.kind === "push-snapshot"),
  );
  return effects.length;
}

/** Sends one effect now, whatever its due time; does nothing when another sender holds it or it is done. */
export async function sendNow(ctx: ServiceContext, shopId: ShopId, effect: NewEffect): Promise<void> {
  for (const held of await hold(ctx, shopId, 1, effect)) await carryOut(ctx, shopId, held);
}
