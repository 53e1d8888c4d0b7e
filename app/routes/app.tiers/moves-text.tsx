/** Who moves and what it costs, in sentences. */
import { useAdmin } from "../../components/admin";
import type { MovesView } from "./moves-view";

export function MovesText({ moves }: { readonly moves: MovesView }) {
  const { t } = useAdmin().translator;
  const { all, moving, up, down, later } = moves;
  return (
    <div>
      <p>
        {moving === 0
          ? t("tiers.preview.nobody", { all })
          : t("tiers.preview.moving", { all, moving, up, down })}
      </p>
      {later > 0 && <p>{t("tiers.preview.later", { count: later })}</p>}
      <Cost cost={moves.cost} />
    </div>
  );
}

function Cost({ cost }: Pick<MovesView, "cost">) {
  const { translator, currency } = useAdmin();
  const { t, money, signed } = translator;
  const { total, points, worth, discount } = cost;
  if (points === 0 && discount === 0) return <p>{t("tiers.preview.cost.same")}</p>;
  const amount = money(Math.abs(total), currency);
  return (
    <>
      <p>
        <strong>
          {t(total < 0 ? "tiers.preview.cost.less" : "tiers.preview.cost.more", { cost: amount })}
        </strong>
      </p>
      <p className="vafa-quiet">
        {t("tiers.preview.cost.how", {
          points: signed(points),
          worth: money(worth, currency),
          discount: money(discount, currency),
        })}
      </p>
    </>
  );
}
