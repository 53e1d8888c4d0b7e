/** What the home page shows, read and put into words for one reader. */
import type { ActivityChartData } from "../../components/chart/activity-chart";
import { chartGeometry } from "../../components/chart/geometry";
import { periodBounds, type Span } from "../../components/chart/periods";
import { latestImport } from "../../db/imports";
import { readActivity } from "../../db/read/activity";
import { readFigures } from "../../db/read/figures";
import { findConnection } from "../../db/woocommerce-connections";
import { calendarOf } from "../../i18n/locales";
import type { MessageKey } from "../../i18n/translator";
import { bestRate, liabilityAt } from "../../loyalty/point-worth";
import { mostDays } from "../../services/import-orders";
import type { Staff } from "../app/staff.server";

const dayMs = 86_400_000;
/** A shop is shown its first steps for so long, unless it has taken them before. */
const newForDays = 30;

export interface Step {
  readonly id: "import" | "program" | "theme" | "plugin";
  /** Null where we cannot know. */
  readonly done: boolean | null;
  readonly url: string | null;
  /** What is said of it, where it depends on the platform. */
  readonly text?: MessageKey;
}

/** Null once the shop is under way. */
export async function readSteps(staff: Staff): Promise<readonly Step[] | null> {
  const { shop, sql, services } = staff;
  const imported = (await latestImport(sql, shop.shopId))?.state === "done";
  const reviewed = shop.termsVersion > 1;
  const fresh = services.now() - shop.installedAt.getTime() < newForDays * dayMs;
  const allOfThem = mostDays(shop.platform) === null;
  if (!fresh || (imported && reviewed)) return null;
  return [
    { id: "import", done: imported, url: null, ...(allOfThem ? { text: "home.step.import.all" } : {}) },
    { id: "program", done: reviewed, url: null },
    await storefrontStep(staff),
  ];
}

/** How points come into the storefront: by blocks of the theme, or by the companion plugin. */
async function storefrontStep({ shop, sql, can, frame }: Staff): Promise<Step> {
  if (can.themeBlocks) {
    const theme = `https://${shop.domain}/admin/themes/current/editor?context=apps`;
    return { id: "theme", done: null, url: theme };
  }
  const connection = await findConnection(sql, shop.shopId);
  const plugins = `${frame?.store ?? connection?.storeUrl}/wp-admin/plugins.php`;
  return { id: "plugin", done: typeof connection?.pluginVersion === "string", url: plugins };
}

export interface FiguresView {
  readonly members: number;
  readonly issued: number;
  readonly spent: number;
  readonly expired: number;
  readonly outstanding: number;
  readonly liability: {
    readonly minor: number;
    readonly reward: string;
    readonly points: number;
    readonly valueMinor: number;
  } | null;
}

export async function readFiguresView(staff: Staff): Promise<FiguresView> {
  const { sql, shop, translator } = staff;
  const figures = await readFigures(sql, shop.shopId);
  const rate = bestRate(await staff.terms());
  const liability = rate && {
    minor: liabilityAt(rate, figures.outstanding),
    reward: translator.text(rate.reward.name),
    points: rate.points,
    valueMinor: rate.valueMinor,
  };
  return { ...figures, liability };
}

export async function readChart(staff: Staff, span: Span): Promise<ActivityChartData> {
  const { sql, shop, translator, services } = staff;
  const { timeZone } = shop;
  const bounds = periodBounds(span, services.now(), { timeZone, calendar: calendarOf(translator.locale) });
  const activity = await readActivity(sql, shop.shopId, bounds);
  const periods = activity.map(({ issued, spent }, index) => {
    const start = bounds[index] ?? 0;
    return span === "months"
      ? {
          label: translator.month(start, timeZone),
          name: translator.monthAndYear(start, timeZone),
          issued,
          spent,
        }
      : {
          label: translator.dayAndMonth(start, timeZone),
          name: translator.date(start, timeZone),
          issued,
          spent,
        };
  });
  const series = [
    { values: periods.map((period) => period.issued) },
    { values: periods.map((period) => period.spent) },
  ];
  return { geometry: chartGeometry(series, translator.direction), periods, span };
}
