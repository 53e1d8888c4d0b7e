/** Messages to the store that failed: what, how often, when next, and what the store said. */
import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import type { FailureView } from "./deliveries.server";

export function Failures({ failures }: { failures: readonly FailureView[] }) {
  const { t, number } = useTranslator();
  const columns = [
    { title: t("deliveries.outbox.column.what") },
    { title: t("deliveries.outbox.column.attempts"), numeric: true },
    { title: t("deliveries.outbox.column.due") },
    { title: t("deliveries.outbox.column.error") },
  ];
  const rows = failures.map(({ id, what, attempts, next, lastError }) => ({
    key: id,
    cells: [
      what,
      number(attempts),
      next ?? t("deliveries.outbox.stopped"),
      <span key="error" className="vafa-code">
        {lastError}
      </span>,
    ],
  }));
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("deliveries.outbox")}
          </Text>
          <Text as="p" tone="subdued">
            {t(rows.length === 0 ? "deliveries.outbox.empty" : "deliveries.outbox.help")}
          </Text>
        </BlockStack>
        {rows.length > 0 && <FactTable caption={t("deliveries.outbox")} columns={columns} rows={rows} />}
      </BlockStack>
    </Card>
  );
}
