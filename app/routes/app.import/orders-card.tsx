/** Past orders of this store: start, watch, go on where it stopped. */
import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { ImportState, type ImportView } from "./import-state";

export function OrdersCard({ latest, days }: { latest: ImportView | null; days: number }) {
  const { t } = useTranslator();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("import.title")}
        </Text>
        <Text as="p">{t("import.text", { days })}</Text>
        <ImportState latest={latest} />
        {latest?.state !== "running" && <StartButton state={latest?.state ?? null} />}
      </BlockStack>
    </Card>
  );
}

function StartButton({ state }: { state: ImportView["state"] | null }) {
  const { t } = useTranslator();
  const fetcher = useFetcher();
  const label = state === null ? "import.start" : state === "failed" ? "import.resume" : "import.again";
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="orders" />
      <Button submit variant="primary" loading={fetcher.state !== "idle"}>
        {t(label)}
      </Button>
    </fetcher.Form>
  );
}
