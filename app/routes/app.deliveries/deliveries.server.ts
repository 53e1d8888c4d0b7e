/** Parked events and failed messages, put into words for one reader. */
import { z } from "zod";
import { readFailedEffects, readParked } from "../../db/read/deliveries";
import type { PayloadExcerpt } from "../../db/read/payload-excerpt";
import type { MessageKey } from "../../i18n";
import { done, type Outcome } from "../../loyalty/outcome";
import { decideDeletions } from "../../services/decide-deletions";
import { dismissParked, retryParked } from "../../services/parked-deliveries";
import { readHealth, topicLabel } from "../app/health.server";
import type { Staff } from "../app/staff.server";

const pageSize = 20;
const mostFailures = 50;

export interface ParkedView {
  readonly id: number;
  readonly topic: string;
  readonly reason: string;
  readonly detail: string;
  readonly arrived: string;
  readonly excerpt: PayloadExcerpt;
}

export interface FailureView {
  readonly id: number;
  readonly what: string;
  readonly attempts: number;
  readonly lastError: string;
  /** Null once it is tried no more. */
  readonly next: string | null;
}

export interface ParkedPage {
  readonly rows: readonly ParkedView[];
  /** Whether these are the newest. */
  readonly first: boolean;
  readonly older: number | null;
}

const idSchema = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

function wordOf({ translator }: Staff, prefix: string, word: string): string {
  const key = `${prefix}.${word}`;
  return translator.knows(key) ? translator.t(key) : word;
}

async function readParkedPage(staff: Staff, after: string | null): Promise<ParkedPage> {
  const { sql, shop, translator, services } = staff;
  const edge = idSchema.safeParse(after ?? undefined).data;
  const rows = await readParked(sql, shop.shopId, { ...(edge ? { after: edge } : {}), limit: pageSize + 1 });
  const shown = rows.slice(0, pageSize);
  return {
    rows: shown.map((row) => ({
      id: row.id,
      topic: topicLabel(staff, row.topic),
      reason: wordOf(staff, "parked", row.reason),
      detail: row.detail,
      arrived: translator.relativeTime(row.receivedAt.getTime(), services.now()),
      excerpt: row.excerpt,
    })),
    first: edge === undefined,
    older: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  };
}

async function readFailures(staff: Staff): Promise<FailureView[]> {
  const { sql, shop, translator, services } = staff;
  const failed = await readFailedEffects(sql, shop.shopId, mostFailures);
  return failed.map(({ id, kind, attempts, lastError, stopped, dueAt }) => ({
    id,
    what: translator.knows(`effect.${kind}`)
      ? wordOf(staff, "effect", kind)
      : translator.t("effect.unknown", { kind }),
    attempts,
    lastError,
    next: stopped ? null : translator.relativeTime(dueAt.getTime(), services.now()),
  }));
}

export async function readDeliveries(staff: Staff, url: URL) {
  const [health, parked, failures] = await Promise.all([
    readHealth(staff, true),
    readParkedPage(staff, url.searchParams.get("after")),
    readFailures(staff),
  ]);
  return { health, parked, failures };
}

export const decisionSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["retry", "dismiss"]), id: idSchema }),
  z.object({ intent: z.enum(["believe", "doubt"]) }),
]);
type Decision = z.infer<typeof decisionSchema>;

const said = {
  retry: "deliveries.parked.retried",
  dismiss: "deliveries.parked.dismissed",
  believe: "watch.held.believed",
  doubt: "watch.held.doubted",
} as const satisfies Record<Decision["intent"], MessageKey>;

/** Carries out what staff decided. @returns the message that says so, or why it was declined */
export async function carryOut(staff: Staff, decision: Decision): Promise<Outcome<MessageKey>> {
  const { services, shop, actor } = staff;
  const who = { shopId: shop.shopId, actor };
  const outcome =
    "id" in decision
      ? await (decision.intent === "retry" ? retryParked : dismissParked)(services, {
          ...who,
          inboxId: decision.id,
        })
      : await decideDeletions(services, { ...who, believed: decision.intent === "believe" });
  return outcome.done ? done(said[decision.intent]) : outcome;
}
