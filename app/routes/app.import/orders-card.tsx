/** Past orders of this store: start, watch, go on where it stopped. */
import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslator } from "../../components/admin";
import { ImportState, type ImportView } from "./import-state";

/** @param days the most that the store shows; null where it shows everything it has, so that staff choose */
export function OrdersCard({ latest, days }: { latest: ImportView | null; days: number | null }) {
  const { t } = useTranslator();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("import.title")}
        </Text>
        <Text as="p">{days === null ? t("import.text.open") : t("import.text", { days })}</Text>
        <ImportState latest={latest} />
        {latest?.state !== "running" && <Start state={latest?.state ?? null} choose={days === null} />}
      </BlockStack>
    </Card>
  );
}

const spans = [30, 90, 365, 1_095] as const;

function Start({ state, choose }: { state: ImportView["state"] | null; choose: boolean }) {
  const { t } = useTranslator();
  const fetcher = useFetcher();
  const [span, setSpan] = useState("365");
  const options = [
    ...spans.map((days) => ({ value: String(days), label: t("connect.span.days", { days }) })),
    { value: "all", label: t("connect.span.all") },
  ];
  const label = state === null ? "import.start" : state === "failed" ? "import.resume" : "import.again";
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="orders" />
      <BlockStack gap="400" inlineAlign="start">
        {choose && state !== "failed" && (
          <Select label={t("connect.span")} name="days" options={options} value={span} onChange={setSpan} />
        )}
        <Button submit variant="primary" loading={fetcher.state !== "idle"}>
          {t(label)}
        </Button>
      </BlockStack>
    </fetcher.Form>
  );
}
