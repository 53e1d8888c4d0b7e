/**
 * Points issued and spent over time: bars drawn by the server, the same figures as a table for whoever reads rather than looks. Bars
 * differ by pattern and place as well as by colour.
 */
import { useTranslator } from "../admin";
import { FactTable } from "../fact-table";
import type { ChartGeometry } from "./geometry";

export interface ChartPeriod {
  /** Short, for the axis. */
  readonly label: string;
  /** Whole, for the table: a month with its year, the first day of a week. */
  readonly name: string;
  readonly issued: number;
  readonly spent: number;
}

export interface ActivityChartData {
  readonly geometry: ChartGeometry;
  readonly periods: readonly ChartPeriod[];
  readonly span: "months" | "days";
}

const series = ["issued", "spent"] as const;

export function ActivityChart({ data }: { data: ActivityChartData }) {
  const { t, number } = useTranslator();
  const { periods } = data;
  const total = (which: (typeof series)[number]) =>
    number(periods.reduce((sum, period) => sum + period[which], 0));
  const description = t("chart.description", {
    count: periods.length,
    issued: total("issued"),
    spent: total("spent"),
  });
  return (
    <figure className="vafa-chart">
      <figcaption className="vafa-legend">
        {series.map((which) => (
          <span key={which}>
            <span className={`vafa-swatch vafa-${which}`} aria-hidden="true" />
            {t(`chart.${which}`)}
          </span>
        ))}
      </figcaption>
      <div className="vafa-plot" role="img" aria-label={description}>
        <Scale data={data} />
        <Bars data={data} />
        <Labels data={data} />
      </div>
      <PeriodTable data={data} />
    </figure>
  );
}

function Scale({ data }: { data: ActivityChartData }) {
  const { number } = useTranslator();
  const texts = data.geometry.ticks.map((tick) => number(tick.value));
  const widest = texts.reduce((longest, text) => (text.length > longest.length ? text : longest), "");
  return (
    <div className="vafa-scale" aria-hidden="true">
      <div>{widest}</div>
      {data.geometry.ticks.map((tick) => (
        <span key={tick.value} style={{ top: `${tick.y}%` }}>
          {number(tick.value)}
        </span>
      ))}
    </div>
  );
}

/** The drawing is stretched to its place; lines keep their width, and text stands outside of it. */
function Bars({ data }: { data: ActivityChartData }) {
  const { t, number } = useTranslator();
  const { geometry, periods } = data;
  return (
    <svg
      className="vafa-bars"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {geometry.ticks.map((tick) => (
        <line key={tick.value} x1="0" x2="100" y1={tick.y} y2={tick.y} className="vafa-grid" />
      ))}
      {periods.map((period, index) => (
        <g key={period.name}>
          <title>
            {t("chart.bar", {
              period: period.name,
              issued: number(period.issued),
              spent: number(period.spent),
            })}
          </title>
          <rect {...geometry.columns[index]} y="0" height="100" fill="transparent" />
          {series.map((which, place) => (
            <rect key={which} {...geometry.bars[place]?.[index]} className={`vafa-${which}`} />
          ))}
        </g>
      ))}
      <line x1="0" x2="100" y1={geometry.zero} y2={geometry.zero} className="vafa-zero" />
    </svg>
  );
}

function Labels({ data }: { data: ActivityChartData }) {
  return (
    <div className="vafa-labels" aria-hidden="true">
      {data.periods.map((period, index) => {
        const column = data.geometry.columns[index];
        return (
          <span key={period.name} style={{ left: `${(column?.x ?? 0) + (column?.width ?? 0) / 2}%` }}>
            {period.label}
          </span>
        );
      })}
    </div>
  );
}

function PeriodTable({ data }: { data: ActivityChartData }) {
  const { t, number } = useTranslator();
  const columns = [
    { title: t(data.span === "months" ? "chart.column.month" : "chart.column.week") },
    { title: t("chart.issued"), numeric: true },
    { title: t("chart.spent"), numeric: true },
  ];
  const rows = data.periods.map((period) => ({
    key: period.name,
    cells: [period.name, number(period.issued), number(period.spent)],
  }));
  return (
    <details className="vafa-fold">
      <summary>{t("chart.table")}</summary>
      <FactTable narrow caption={t("chart.title")} columns={columns} rows={rows} />
    </details>
  );
}
