/** What the basket earns as each tier, and what points buy. */
import { useAdmin } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import type { Terms } from "../../loyalty/program";
import type { Tier } from "../../loyalty/tiers";
import { bestRate, worthAt } from "../app/liability";
import type { Example } from "./worked-example";

export function ExampleTiers({ example, terms }: { example: Example; terms: Terms }) {
  const { translator, currency } = useAdmin();
  const { t, text, number, money, percent } = translator;
  const rate = bestRate(terms);
  const reached = useReached(terms);
  const worthOf = (points: number): string => {
    if (!rate) return "–";
    const worth = worthAt(rate, points);
    const back =
      example.goods === 0 ? "" : ` (${t("example.back", { percent: percent(worth / example.goods) })})`;
    return `${money(worth, currency)}${back}`;
  };
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
      worthOf(points),
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
