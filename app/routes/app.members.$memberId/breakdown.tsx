/** How an order's award was computed, line by line and rule by rule (law 7). Folded away until somebody asks. */
import { Link } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { FactTable } from "../../components/fact-table";
import type { BreakdownView } from "./breakdown-view.server";

export function Breakdown({ award }: { award: BreakdownView }) {
  const { translator, currency } = useAdmin();
  const path = useAppPath();
  const { t, number, money } = translator;
  const points = (count: number) => t("points.amount", { count });
  const columns = [
    { title: t("breakdown.column.line") },
    { title: t("breakdown.column.counts"), numeric: true },
    { title: t("breakdown.column.points"), numeric: true },
  ];
  const rows = award.lines.map((line, index) => ({
    key: `${index}-${line.title}`,
    cells: [
      <LineTitle key="title" title={line.title} excluded={line.excluded} />,
      money(line.eligible, currency),
      number(line.points),
    ],
  }));
  return (
    <details className="vafa-fold">
      <summary>{t("breakdown.show")}</summary>
      <div className="vafa-stack">
        <p className="vafa-quiet">
          {t("breakdown.note", { order: award.orderName, points: points(award.points) })}
        </p>
        {award.none !== null && <p>{award.none}</p>}
        {rows.length > 0 && (
          <FactTable
            narrow
            caption={t("breakdown.show")}
            columns={columns}
            rows={rows}
            foot={[t("breakdown.total"), money(award.eligible, currency), number(award.points)]}
          />
        )}
        {award.rules.map((rule) => (
          <p key={rule.id}>
            {t("breakdown.rule", {
              rule: rule.name,
              amount: money(rule.eligible, currency),
              points: points(rule.points),
            })}
          </p>
        ))}
        {award.campaigns.map(({ id, name, points: given, wanted }) => (
          <p key={id}>
            {t(given < wanted ? "breakdown.campaign.part" : "breakdown.campaign", {
              campaign: name,
              points: points(given),
              wanted: points(wanted),
            })}
          </p>
        ))}
        <p className="vafa-quiet">
          <Factors award={award} />
        </p>
        <p>
          <Link url={path(`/app/orders/${encodeURIComponent(award.orderId)}`)}>{t("breakdown.explain")}</Link>
        </p>
      </div>
    </details>
  );
}

function LineTitle({ title, excluded }: { title: string; excluded: string | null }) {
  return (
    <>
      <bdi>{title}</bdi>
      {excluded && <div className="vafa-quiet">{excluded}</div>}
    </>
  );
}

function Factors({ award }: { award: BreakdownView }) {
  const { t, number, multiplier } = useAdmin().translator;
  const version = number(award.termsVersion);
  if (award.tier === null) return t("breakdown.factors.plain", { version });
  return t("breakdown.factors", { tier: award.tier, multiplier: multiplier(award.multiplierBp), version });
}
