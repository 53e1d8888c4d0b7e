/** What is looked after at a store that does not tell everything, and what came of it, in one reader's words. */
import { readWatch, type StoreWatch } from "../../db/store-watches";
import { findConnection } from "../../db/woocommerce-connections";
import type { Staff } from "./staff.server";

export interface WatchRow {
  readonly key: string;
  readonly what: string;
  /** null when it has not happened yet. */
  readonly last: string | null;
  readonly found: string;
}

export interface WatchView {
  readonly rows: readonly WatchRow[];
  /** A webhook was found switched off within the last days. */
  readonly mended: boolean;
  /** Orders that are missing, too many to be believed without a person. */
  readonly held: { readonly orders: number; readonly of: number; readonly when: string } | null;
}

const unwatched: StoreWatch = {
  errorBodies: 0,
  lastErrorAt: null,
  lastErrorCode: null,
  refused: 0,
  lastRefusedAt: null,
  webhooksEnabled: 0,
  webhooksRemade: 0,
  lastMendedAt: null,
  webhooksSeenAt: null,
  sweptAt: null,
  sweepFound: 0,
  auditedAt: null,
  auditLooked: 0,
  auditChanged: 0,
  auditMissing: 0,
  held: null,
};

const newsForMs = 7 * 86_400_000;

interface Known {
  readonly watch: StoreWatch;
  readonly deliveredAt: Date | null;
  readonly underWay: boolean;
}

function rowsOf({ translator, services }: Staff, { watch, deliveredAt, underWay }: Known): WatchRow[] {
  const { t } = translator;
  const when = (at: Date | null) => at && translator.relativeTime(at.getTime(), services.now());
  const { auditLooked: looked, auditChanged: changed, auditMissing: missing } = watch;
  const { errorBodies, lastErrorCode: code } = watch;
  const mended = watch.webhooksEnabled + watch.webhooksRemade;
  const audited = t("watch.audit.found", { looked, changed, missing });
  const pending = watch.auditedAt === null ? "" : audited;
  const failures =
    code === null
      ? t("watch.errors.found", { count: errorBodies })
      : t("watch.errors.code", { count: errorBodies, code });
  const row = (key: string, what: string, at: Date | null, found: string) => ({
    key,
    what,
    last: when(at),
    found,
  });
  return [
    row("delivery", t("watch.delivery"), deliveredAt, t("watch.delivery.found")),
    row(
      "sweep",
      t("watch.sweep"),
      watch.sweptAt,
      watch.sweptAt ? t("watch.sweep.found", { count: watch.sweepFound }) : "",
    ),
    row("audit", t("watch.audit"), watch.auditedAt, underWay ? t("watch.audit.underway") : pending),
    row("webhooks", t("watch.webhooks"), watch.lastMendedAt, t("watch.webhooks.found", { count: mended })),
    row("errors", t("watch.errors"), watch.lastErrorAt, failures),
    row(
      "refused",
      t("watch.refused"),
      watch.lastRefusedAt,
      t("watch.errors.found", { count: watch.refused }),
    ),
  ];
}

/** @param deliveredAt when the last delivery came; null when none ever did */
export async function readWatchView(staff: Staff, deliveredAt: number | null): Promise<WatchView | null> {
  const { sql, shop, translator, services } = staff;
  if (shop.platform !== "woocommerce") return null;
  const watch = (await readWatch(sql, shop.shopId)) ?? unwatched;
  const underWay = ((await findConnection(sql, shop.shopId))?.auditCursor ?? null) !== null;
  const known = { watch, underWay, deliveredAt: deliveredAt === null ? null : new Date(deliveredAt) };
  const { held, lastMendedAt } = watch;
  return {
    rows: rowsOf(staff, known),
    mended: lastMendedAt !== null && services.now() - lastMendedAt.getTime() < newsForMs,
    held: held && {
      orders: held.orders.length,
      of: held.of,
      when: translator.relativeTime(held.at.getTime(), services.now()),
    },
  };
}
