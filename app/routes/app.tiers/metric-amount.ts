/** An amount of what members rise by, in words: money, points, orders, actions. */
import { useAdmin } from "../../components/admin";
import type { TierMetric } from "../../loyalty/tiers";

export function useMetricAmount(metric: TierMetric): (value: number) => string {
  const { translator, currency } = useAdmin();
  return (value) =>
    metric === "spend"
      ? translator.money(value, currency)
      : translator.t(`tiers.amount.${metric}`, { count: value });
}
