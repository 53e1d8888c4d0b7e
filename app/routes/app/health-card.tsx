/** The health of what arrives, on the home page and above the deliveries. */
import { Badge, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { FactTable } from "../../components/fact-table";
import type { Health } from "./health.server";
import { WatchBadges, WatchTable } from "./watch-table";

/** `linked`: with the way to the deliveries, where the card does not stand on their own page. */
export function HealthCard({ health, linked = true }: { health: Health; linked?: boolean }) {
  const { t } = useTranslator();
  const path = useAppPath();
  return (
    <Card>
      <div className="vafa-heading">
        <Text as="h2" variant="headingMd">
          {t("health.title")}
        </Text>
        <InlineStack gap="200">
          <HealthBadges health={health} />
          {health.watch && <WatchBadges watch={health.watch} />}
        </InlineStack>
      </div>
      <TopicTable health={health} />
      {health.watch && <WatchTable watch={health.watch} />}
      {linked && (
        <div className="vafa-after">
          <Button url={path("/app/deliveries")}>{t("health.action")}</Button>
        </div>
      )}
    </Card>
  );
}

function HealthBadges({ health: { waiting, parked, unsent } }: { health: Health }) {
  const { t } = useTranslator();
  if (waiting + parked + unsent === 0) return <Badge tone="success">{t("health.good")}</Badge>;
  return (
    <>
      {waiting > 0 && <Badge tone="info">{t("health.waiting", { count: waiting })}</Badge>}
      {parked > 0 && <Badge tone="warning">{t("health.parked", { count: parked })}</Badge>}
      {unsent > 0 && <Badge tone="warning">{t("health.unsent", { count: unsent })}</Badge>}
    </>
  );
}

function TopicTable({ health }: { health: Health }) {
  const { t, number } = useTranslator();
  const columns = [
    { title: t("health.column.topic") },
    { title: t("health.column.last") },
    { title: t("health.column.waiting"), numeric: true },
    { title: t("health.column.parked"), numeric: true },
  ];
  const rows = health.topics.map(({ topic, label, last, waiting, parked }) => ({
    key: topic,
    cells: [
      label,
      last ?? <span className="vafa-quiet">{t("health.never")}</span>,
      number(waiting),
      number(parked),
    ],
  }));
  return <FactTable narrow caption={t("health.title")} columns={columns} rows={rows} />;
}
