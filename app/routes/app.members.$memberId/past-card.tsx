/** What happened in the former program: told as its file told it, apart from the ledger, at the end of the member's history. */
import { BlockStack, Card, Text } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";
import { FactTable } from "../../components/fact-table";

export interface PastView {
  readonly at: number;
  readonly points: number | null;
  readonly description: string;
}

export function PastCard({ past }: { past: readonly PastView[] }) {
  const { translator, timeZone } = useAdmin();
  const { t, date, signed } = translator;
  if (past.length === 0) return null;
  const columns = [
    { title: t("timeline.column.when") },
    { title: t("timeline.column.what"), wide: true },
    { title: t("timeline.column.points"), numeric: true },
  ];
  const rows = past.map(({ at, points, description }, index) => ({
    key: `${at}:${index}`,
    cells: [
      <time key="when" dateTime={new Date(at).toISOString()}>
        {date(at, timeZone)}
      </time>,
      <bdi key="what">{description || t("past.nothing-said")}</bdi>,
      points === null ? "" : signed(points),
    ],
  }));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("past.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("past.text")}
        </Text>
        <FactTable caption={t("past.title")} columns={columns} rows={rows} />
      </BlockStack>
    </Card>
  );
}
