/** Home: how the program is doing, and whether everything arrives. */
import { defer, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Layout, Page, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import type { ActivityChartData } from "../../components/chart/activity-chart";
import type { Span } from "../../components/chart/periods";
import { Empty } from "../../components/empty";
import { readHealth } from "../app/health.server";
import { HealthCard } from "../app/health-card";
import { LedgerCard } from "../app/ledger-card";
import { readLedgerView } from "../app/ledger-view.server";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { ChartCard } from "./chart-card";
import { Figures } from "./figures";
import { FirstSteps } from "./first-steps";
import { readChart, readFiguresView, readSteps } from "./home.server";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("nav.home");

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  const span: Span = new URL(request.url).searchParams.get("span") === "days" ? "days" : "months";
  const [figures, steps, health, ledger] = await Promise.all([
    readFiguresView(staff),
    readSteps(staff),
    readHealth(staff, false),
    readLedgerView(staff),
  ]);
  const chart: Promise<ActivityChartData> = readChart(staff, span);
  return defer({ figures, steps, health, ledger, span, chart });
}

export default function Home() {
  const { figures, steps, health, ledger, span, chart } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const path = useAppPath();
  return (
    <Page title={t("nav.home")}>
      <Layout>
        {steps && (
          <Layout.Section>
            <FirstSteps steps={steps} />
          </Layout.Section>
        )}
        <Layout.Section>
          {figures.members === 0 ? (
            <Card>
              <Empty
                title={t("home.empty.title")}
                action={{ content: t("home.step.import.action"), url: path("/app/import") }}
              >
                <Text as="p" tone="subdued">
                  {t("home.empty.text")}
                </Text>
              </Empty>
            </Card>
          ) : (
            <BlockStack gap="400">
              <Figures figures={figures} />
              <ChartCard chart={chart} span={span} />
            </BlockStack>
          )}
        </Layout.Section>
        <Layout.Section>
          <BlockStack gap="400">
            <HealthCard health={health} />
            <LedgerCard ledger={ledger} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
