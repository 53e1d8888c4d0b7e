/**
 * The chart over time. Its place is kept while its figures are still being summed, so that nothing moves when they come. It waits for the page to be
 * alive: React gives up a boundary of the server's that is still waiting when anything around it changes (errors 418 and 421).
 */
import { Await, Link } from "@remix-run/react";
import { Card, SkeletonBodyText, Text } from "@shopify/polaris";
import { Suspense, useEffect, useState } from "react";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { ActivityChart, type ActivityChartData } from "../../components/chart/activity-chart";

const spans = ["months", "days"] as const;

interface Props {
  readonly chart: Promise<ActivityChartData>;
  readonly span: (typeof spans)[number];
}

export function ChartCard({ chart, span }: Props) {
  const { t } = useTranslator();
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const waiting = <SkeletonBodyText lines={8} />;
  return (
    <Card>
      <div className="vafa-heading">
        <Text as="h2" variant="headingMd">
          {t("chart.title")}
        </Text>
        <SpanChoice span={span} />
      </div>
      <div className="vafa-chart-waits">
        {alive ? (
          <Suspense fallback={waiting} key={span}>
            <Await resolve={chart} errorElement={<Text as="p">{t("fault.text")}</Text>}>
              {(data) => <Drawn data={data} />}
            </Await>
          </Suspense>
        ) : (
          waiting
        )}
      </div>
    </Card>
  );
}

function Drawn({ data }: { data: ActivityChartData }) {
  const { t } = useTranslator();
  const quiet = data.periods.every((period) => period.issued === 0 && period.spent === 0);
  if (!quiet) return <ActivityChart data={data} />;
  return (
    <Text as="p" tone="subdued">
      {t("chart.empty")}
    </Text>
  );
}

function SpanChoice({ span }: { span: Props["span"] }) {
  const { t } = useTranslator();
  const path = useAppPath();
  return (
    <nav aria-label={t("chart.period")} className="vafa-choice">
      {spans.map((choice) => (
        <Link
          key={choice}
          to={path("/app", { span: choice === "months" ? null : choice })}
          aria-current={choice === span ? "true" : undefined}
          preventScrollReset
        >
          {t(`chart.period.${choice}`)}
        </Link>
      ))}
    </nav>
  );
}
