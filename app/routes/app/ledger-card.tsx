/** Whether the books are right: what the last proof of the ledger looked at, and what it found (law 3). */
import { Badge, Card, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import type { LedgerView } from "./ledger-view.server";

export function LedgerCard({ ledger }: { ledger: LedgerView | null }) {
  const { t } = useTranslator();
  return (
    <Card>
      <div className="vafa-heading">
        <Text as="h2" variant="headingMd">
          {t("ledger.title")}
        </Text>
        {ledger &&
          (ledger.found === 0 ? (
            <Badge tone="success">{t("ledger.right")}</Badge>
          ) : (
            <Badge tone="critical">{t("ledger.wrong", { count: ledger.found })}</Badge>
          ))}
      </div>
      <Text as="p" tone="subdued">
        {ledger ? t("ledger.proved", { ...ledger }) : t("ledger.never")}
      </Text>
      {ledger !== null && ledger.found > 0 && <Text as="p">{t("ledger.help")}</Text>}
    </Card>
  );
}
