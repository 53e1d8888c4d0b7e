/**
 * Previews: a draft is tried on everything the shop has, a slice at a time, by the worker. Each slice is a transaction of its own that moves the cursor
 * and what was found together, so a preview can be cancelled at any moment, and a process that dies in the middle costs the slice at hand.
 */
import { addEffects } from "../db/outbox";
import {
  clearPreviews,
  endPreview,
  insertPreview,
  type PreviewKind,
  readPreview,
  savePreviewStep,
} from "../db/previews";
import { findShop } from "../db/shops";
import { inTransaction, sqlOf } from "../db/transaction";
import { instant, type ShopId } from "../loyalty/brand";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { dateOf, type ServiceContext } from "./context";
import { previewRunners } from "./preview-kinds";

export interface StartPreviewRequest {
  readonly shopId: ShopId;
  readonly kind: PreviewKind;
  /** As the form sent it; parsed by its kind. */
  readonly draft: unknown;
  readonly actor: string;
}

const keepMs = 30 * 86_400_000;

/** Begins a preview, in place of the same staff member's earlier one. @returns its id. */
export async function startPreview(
  ctx: ServiceContext,
  request: StartPreviewRequest,
): Promise<Outcome<number>> {
  const { shopId, kind, actor } = request;
  const runner = previewRunners[kind];
  if (!runner) return declined("bad-request", { path: "kind" });
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<number>> => {
    const shop = await findShop(sql, shopId);
    const begun = shop && (await runner.begin(ctx, sql, { shop, draft: request.draft }));
    if (!begun) return declined("bad-request", { path: "draft" });
    const at = dateOf(ctx.now());
    const before = dateOf(instant(ctx.now() - keepMs));
    await clearPreviews(sql, shopId, { kind, startedBy: actor, at, before });
    const id = await insertPreview(sql, shopId, { kind, ...begun, startedBy: actor, at });
    await addEffects(sql, shopId, [{ kind: "run-preview", subject: String(id) }], at);
    return done(id);
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}

/** Takes effect at once: a slice under way finds itself cancelled when it wants to write. */
export async function cancelPreview(
  ctx: ServiceContext,
  request: { shopId: ShopId; id: number },
): Promise<void> {
  const { shopId, id } = request;
  await endPreview(sqlOf(ctx.db), shopId, { id, state: "cancelled", at: dateOf(ctx.now()) });
}

/** One slice. @returns whether there is more to look at. */
export async function runPreviewSlice(ctx: ServiceContext, shopId: ShopId, id: number): Promise<boolean> {
  return inTransaction(ctx.db, async (sql) => {
    const preview = await readPreview(sql, shopId, id);
    const shop = await findShop(sql, shopId);
    if (preview?.state !== "running" || !shop) return false;
    const runner = previewRunners[preview.kind];
    if (!runner) throw new Error(`nobody runs previews of ${preview.kind}`);
    const step = await runner.slice(ctx, sql, { shop, preview });
    const counted = await savePreviewStep(sql, shopId, { before: preview, step, at: dateOf(ctx.now()) });
    return counted && step.cursor !== null;
  });
}

/** So long a preview may keep the sender before other effects have their turn. */
const turnMs = 1_500;

/** The effect `run-preview`: slices for a short while, then asks to be called again. */
export async function runPreview(ctx: ServiceContext, shopId: ShopId, subject: string): Promise<void> {
  const until = ctx.now() + turnMs;
  while (await runPreviewSlice(ctx, shopId, Number(subject))) {
    if (ctx.now() < until) continue;
    await addEffects(sqlOf(ctx.db), shopId, [{ kind: "run-preview", subject }], dateOf(ctx.now()));
    return;
  }
}
