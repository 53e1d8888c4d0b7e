/** What a file of members may contain, with an example to start from. */
import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { saveCsv } from "../../components/csv-file";
import { FactTable } from "../../components/fact-table";

const columns = [
  "record",
  "customer_id",
  "email",
  "name",
  "points",
  "tier",
  "tier_until",
  "joined_at",
  "lifetime_spend",
  "lifetime_orders",
  "lifetime_points",
  "birthday",
  "earned_at",
  "matures_at",
  "expires_at",
  "at",
  "description",
] as const;
type Column = (typeof columns)[number];

/** One member with a sum, one with lots, one of them pending, and an event. What is below zero is a number: as a text it would be disarmed for spreadsheets. */
const rows: readonly Partial<Record<Column, string | number>>[] = [
  {
    record: "member",
    customer_id: "6001",
    email: "mona@example.com",
    name: "Mona Ahmadi",
    points: "250",
    tier: "gold",
    tier_until: "2027-06-30",
    joined_at: "2021-03-14",
    lifetime_spend: "1250.00",
    lifetime_orders: "14",
    lifetime_points: "6200",
    birthday: "03-21",
  },
  { record: "member", customer_id: "6002", email: "sam@example.com", name: "Sam Stone", tier: "silver" },
  { record: "lot", customer_id: "6002", points: "100", earned_at: "2026-01-05", expires_at: "2027-01-31" },
  { record: "lot", customer_id: "6002", points: "40", earned_at: "2026-11-01", matures_at: "2026-12-01" },
  { record: "history", customer_id: "6002", points: -50, at: "2025-05-01", description: "Reward: £5 off" },
];

const saveExample = () =>
  saveCsv("members-example.csv", [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))]);

export function ColumnsCard() {
  const { t } = useTranslator();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("member-import.columns.title")}
        </Text>
        <Text as="p">{t("member-import.columns.text")}</Text>
        <FactTable
          caption={t("member-import.columns.title")}
          columns={[
            { title: t("member-import.columns.name") },
            { title: t("member-import.columns.meaning"), wide: true },
          ]}
          rows={columns.map((column) => ({
            key: column,
            cells: [
              <code key="name" dir="ltr">
                {column}
              </code>,
              t(`member-import.column.${column}`),
            ],
          }))}
        />
        <div>
          <Button onClick={saveExample}>{t("member-import.example")}</Button>
        </div>
      </BlockStack>
    </Card>
  );
}
