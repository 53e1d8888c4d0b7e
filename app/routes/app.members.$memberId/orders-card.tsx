/** The member's latest orders and what each earned, also those that earned nothing and so stand in no ledger. */
import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { type OrderRowView, OrderTable } from "../../components/order-table";

export function OrdersCard({ orders }: { readonly orders: readonly OrderRowView[] }) {
  const { t } = useTranslator();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("orders.card.title")}
        </Text>
        {orders.length === 0 ? (
          <p className="vafa-quiet">{t("orders.card.empty")}</p>
        ) : (
          <OrderTable caption={t("orders.card.title")} orders={orders} />
        )}
      </BlockStack>
    </Card>
  );
}
