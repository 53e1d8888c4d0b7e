/** What the merchant's plan counts this month: orders that were paid and kept (field lesson 25). */
import { BlockStack, Card, Text } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";

interface Usage {
  readonly orders: number;
  /** The month's beginning, epoch milliseconds. */
  readonly from: number;
}

export function UsageCard({ usage }: { usage: Usage }) {
  const { translator, timeZone } = useAdmin();
  const { t, monthAndYear } = translator;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("settings.usage")}
        </Text>
        <Text as="p">
          {t("settings.usage.count", { count: usage.orders, month: monthAndYear(usage.from, timeZone) })}
        </Text>
        <Text as="p" tone="subdued">
          {t("settings.usage.help")}
        </Text>
      </BlockStack>
    </Card>
  );
}
