/** Import of past orders: start, watch, go on where it stopped. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Button, Card, Page, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { importProgress, mostDays, startImport } from "../../services/import-orders";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { ImportState, type ImportView } from "./import-state";
import { usePolling } from "../../components/polling";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("import.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { services, shop } = await authenticateStaff(request);
  const latest = await importProgress(services, { shopId: shop.shopId });
  const view: ImportView | null = latest && {
    state: latest.state,
    orders: latest.orders,
    expected: latest.expected,
    finishedAt: latest.finishedAt?.getTime() ?? null,
  };
  return { latest: view, days: mostDays };
}

export async function action({ request }: ActionFunctionArgs) {
  const { services, shop, actor } = await authenticateStaff(request);
  return { answer: await startImport(services, { shopId: shop.shopId, days: mostDays, actor }) };
}

export default function Import() {
  const { latest, days } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const running = latest?.state === "running";
  usePolling(running);
  return (
    <Page narrowWidth title={t("import.title")}>
      <Card>
        <BlockStack gap="400">
          <Text as="p">{t("import.text", { days })}</Text>
          <ImportState latest={latest} />
          {!running && <StartButton state={latest?.state ?? null} />}
        </BlockStack>
      </Card>
    </Page>
  );
}

function StartButton({ state }: { state: ImportView["state"] | null }) {
  const { t } = useTranslator();
  const fetcher = useFetcher();
  const label = state === null ? "import.start" : state === "failed" ? "import.resume" : "import.again";
  return (
    <fetcher.Form method="post">
      <Button submit variant="primary" loading={fetcher.state !== "idle"}>
        {t(label)}
      </Button>
    </fetcher.Form>
  );
}
