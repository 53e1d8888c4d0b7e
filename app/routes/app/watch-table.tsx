/** What is looked after at a store that does not tell everything: when last, and what came of it. */
import { Badge, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import type { WatchView } from "./watch.server";

export function WatchBadges({ watch: { mended, held } }: { watch: WatchView }) {
  const { t } = useTranslator();
  return (
    <>
      {held && <Badge tone="critical">{t("watch.badge.held")}</Badge>}
      {mended && <Badge tone="attention">{t("watch.badge.mended")}</Badge>}
    </>
  );
}

export function WatchTable({ watch }: { watch: WatchView }) {
  const { t } = useTranslator();
  const columns = [
    { title: t("watch.column.what") },
    { title: t("watch.column.last") },
    { title: t("watch.column.found") },
  ];
  const rows = watch.rows.map(({ key, what, last, found }) => ({
    key,
    cells: [what, last ?? <span className="vafa-quiet">{t("health.never")}</span>, found],
  }));
  return (
    <div className="vafa-after">
      <Text as="h3" variant="headingSm">
        {t("watch.title")}
      </Text>
      <FactTable caption={t("watch.title")} columns={columns} rows={rows} />
    </div>
  );
}
