/** Who goes where: the tiers as they are on one side, as they shall be on the other, bands of members between. The same as a table for whoever reads rather than looks. */
import { useTranslator } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import type { BlockView, MovesView } from "./moves-view";

export function MovesChart({ moves }: { readonly moves: MovesView }) {
  const { t } = useTranslator();
  const { all, moving, flow } = moves;
  if (all === 0) return null;
  return (
    <figure className="vafa-flow-figure">
      <div className="vafa-flow" role="img" aria-label={t("tiers.preview.picture", { all, moving })}>
        <Names blocks={flow.left} />
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          {flow.bands.map(({ path, stays }) => (
            <path key={path} d={path} className={stays ? "vafa-flow-stays" : "vafa-flow-moves"} />
          ))}
        </svg>
        <Names blocks={flow.right} />
      </div>
      <MovesTable moves={moves} />
    </figure>
  );
}

function Names({ blocks }: { readonly blocks: readonly BlockView[] }) {
  const { number } = useTranslator();
  return (
    <div className="vafa-flow-names" aria-hidden="true">
      {blocks.map((block) => (
        <div key={block.key} style={{ top: `${block.y}%`, height: `${block.height}%` }}>
          <span>
            {block.name} <span className="vafa-quiet">{number(block.count)}</span>
          </span>
        </div>
      ))}
    </div>
  );
}

function MovesTable({ moves }: { readonly moves: MovesView }) {
  const { t, number, signed } = useTranslator();
  const columns = [
    { title: t("tiers.preview.column.from") },
    { title: t("tiers.preview.column.to") },
    { title: t("tiers.preview.column.members"), numeric: true },
    { title: t("tiers.preview.column.points"), numeric: true },
  ];
  const rows = moves.rows.map((row) => ({
    key: `${row.from}>${row.to}>${row.later}`,
    cells: [
      row.from,
      <span key="to">
        {row.to}{" "}
        {(row.stays || row.later) && (
          <span className="vafa-quiet">
            {t(row.stays ? "tiers.preview.stays" : "tiers.preview.after-grace")}
          </span>
        )}
      </span>,
      number(row.members),
      row.extraPoints === 0 ? number(0) : signed(row.extraPoints),
    ],
  }));
  return (
    <details className="vafa-fold">
      <summary>{t("tiers.preview.table")}</summary>
      <FactTable caption={t("tiers.preview")} columns={columns} rows={rows} />
    </details>
  );
}
