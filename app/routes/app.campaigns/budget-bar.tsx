/** How much of a campaign's budget is gone: a small bar, and the same in words. */
import { useTranslator } from "../../components/admin";
import { readWhole } from "../../i18n/digits";

interface Props {
  /** As it stands in the field; empty for no limit. */
  readonly budget: string;
  readonly spent: number;
}

export function BudgetBar({ budget, spent }: Props) {
  const { t } = useTranslator();
  const limit = readWhole(budget);
  if (limit === null || limit === 0) return <span>{t("campaigns.budget.none", { spent })}</span>;
  const share = Math.min(1, spent / limit);
  return (
    <div className="vafa-budget">
      <div>{t("campaigns.budget.of", { spent, limit })}</div>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect width="100" height="4" rx="2" className="vafa-budget-all" />
        <rect
          width={share * 100}
          height="4"
          rx="2"
          className={share < 1 ? "vafa-budget-used" : "vafa-budget-gone"}
        />
      </svg>
    </div>
  );
}
