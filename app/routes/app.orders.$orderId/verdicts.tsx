/** Rules or campaigns with their verdicts: those that gave points first, the others with the reason why not. */
import { Badge, BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import type { ExplainedItem } from "../../contract/explanation";

export function Verdicts({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly ExplainedItem[];
}) {
  const { t, number } = useTranslator();
  const sorted = [...items].sort((a, b) => Number(b.applied) - Number(a.applied));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <FactTable
          caption={title}
          columns={[
            { title: t("explain.column.name") },
            { title: t("explain.column.state") },
            { title: t("explain.column.points"), numeric: true },
            { title: t("explain.column.why"), wide: true },
          ]}
          rows={sorted.map(({ id, name, applied, points, sentence }) => ({
            key: id,
            cells: [
              name,
              applied ? (
                <Badge key="state" tone="success">
                  {t("explain.state.applied")}
                </Badge>
              ) : (
                <Badge key="state">{t("explain.state.not")}</Badge>
              ),
              number(points),
              sentence,
            ],
          }))}
        />
      </BlockStack>
    </Card>
  );
}
