/** What the basket earns as each tier, and what points buy. */
import { bestRate, worthAt } from "../../loyalty/point-worth";
import type { Terms } from "../../loyalty/program";
import type { Tier } from "../../loyalty/tiers";
import { useAdmin } from "../admin";
import { FactTable } from "../fact-table";
import type { Example } from "./worked-example";

export function ExampleTiers({ example, terms }: { example: Example; terms: Terms }) {
  const { t, text, number } = useAdmin().translator;
  const rate = bestRate(terms);
  const reached = useReached(terms);
  const columns = [
    { title: t("example.column.tier") },
    { title: t("example.column.earns"), numeric: true },
    { title: t("example.column.worth"), numeric: true },
  ];
  const rows = example.tiers.map(({ tier, points }) => ({
    key: tier?.id ?? "",
    cells: [
      <span key="tier">
        {tier ? text(tier.name) : t("example.without-tier")}{" "}
        {tier && tier.threshold > 0 && <span className="vafa-quiet">{reached(tier)}</span>}
      </span>,
      number(points),
      <Worth key="worth" goods={example.goods} worth={rate && worthAt(rate, points)} />,
    ],
  }));
  const { after } = example;
  return (
    <>
      <FactTable narrow caption={t("example.column.earns")} columns={columns} rows={rows} />
      {terms.tiers.levels.length > 0 && (
        <p>
          {after ? t("example.after-basket", { tier: text(after.name) }) : t("example.after-basket.none")}
        </p>
      )}
    </>
  );
}

/** What points are worth, and what part of the goods comes back that way. */
function Worth({ goods, worth }: { goods: number; worth: number | null }) {
  const { translator, currency } = useAdmin();
  const { t, money, percent } = translator;
  if (worth === null) return "–";
  return (
    <>
      {money(worth, currency)}
      {goods > 0 && (
        <div className="vafa-quiet">{t("example.back", { percent: percent(worth / goods) })}</div>
      )}
    </>
  );
}

function useReached(terms: Terms): (tier: Tier) => string {
  const { translator, currency } = useAdmin();
  const { t, money } = translator;
  const { metric } = terms.tiers;
  return ({ threshold }) =>
    metric === "spend"
      ? t("example.reached.spend", { amount: money(threshold, currency) })
      : t(`example.reached.${metric}`, { count: threshold });
}

export function ExampleRewards({ example, terms }: { example: Example; terms: Terms }) {
  const { translator, currency } = useAdmin();
  const { t, text, money } = translator;
  const names = new Map(terms.rewards.map((reward) => [reward.id, text(reward.name)]));
  return (
    <ul className="vafa-list">
      {example.rewards.map(({ id, points, value }) => (
        <li key={id}>
          {t("example.buys", {
            points: t("points.amount", { count: points }),
            value: money(value, currency),
            reward: names.get(id) ?? id,
          })}
        </li>
      ))}
    </ul>
  );
}
