/** Why did this order earn that? Its lines, every rule and every campaign, one sentence each; also for orders that earned nothing. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useAdmin, useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { FactTable } from "../../components/fact-table";
import type { OrderExplanation } from "../../contract/explanation";
import { orderId } from "../../loyalty/brand";
import { currency } from "../../loyalty/money";
import { explainOrder } from "../../services/explain-order";
import { missing } from "../app/missing";
import { titleIn } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { Verdicts } from "./verdicts";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  titleIn(matches, "orders.title", data?.explanation.orderName);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { services, shop, translator } = await authenticateStaff(request);
  const asked = params.orderId ?? "";
  if (asked === "") throw missing();
  const { locale } = translator;
  const explained = await explainOrder(services, { shopId: shop.shopId, orderId: orderId(asked), locale });
  if (!explained.done) throw missing();
  return { explanation: explained.value };
}

/** "#1001" keeps its sign in front in right-to-left text, too. */
const isolatedName = (direction: string, name: string) =>
  direction === "rtl" ? `\u2066${name}\u2069` : name;

export default function Explanation() {
  const { explanation } = useLoaderData<typeof loader>();
  const { t, direction } = useTranslator();
  const path = useAppPath();
  const { orderName, points, none, rules, campaigns } = explanation;
  return (
    <Page
      title={t("explain.title", { order: isolatedName(direction, orderName) })}
      subtitle={t("points.amount", { count: points })}
      backAction={{ content: t("orders.title"), url: path("/app/orders") }}
    >
      <BlockStack gap="400">
        {none && (
          <Banner tone="info" title={t("explain.nothing")}>
            <p>{none.sentence}</p>
          </Banner>
        )}
        <Factors explanation={explanation} />
        {explanation.lines.length > 0 && <Lines explanation={explanation} />}
        <Verdicts title={t("explain.rules")} items={rules} />
        {campaigns.length > 0 && <Verdicts title={t("explain.campaigns")} items={campaigns} />}
      </BlockStack>
    </Page>
  );
}

function Factors({ explanation }: { readonly explanation: OrderExplanation }) {
  const { t, number, multiplier, money } = useTranslator();
  const path = useAppPath();
  const { factors, memberId, converted } = explanation;
  const version = number(factors.termsVersion);
  const program = currency(explanation.currency);
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("explain.factors")}
        </Text>
        <p>
          {factors.tier === null
            ? t("breakdown.factors.plain", { version })
            : t("breakdown.factors", {
                tier: factors.tier,
                multiplier: multiplier(factors.multiplierBp),
                version,
              })}
        </p>
        {factors.segments.length > 0 && (
          <p>{t("explain.segments", { segments: factors.segments.join("، ") })}</p>
        )}
        {converted && (
          <p>
            {t("explain.converted", {
              from: money(converted.fromMinor, currency(converted.currency)),
              to: money(converted.toMinor, program),
            })}
          </p>
        )}
        <p className="vafa-quiet">{t("explain.frozen")}</p>
        {memberId !== null && (
          <p>
            <Link to={path(`/app/members/${memberId}`)}>{t("explain.member")}</Link>
          </p>
        )}
      </BlockStack>
    </Card>
  );
}

function Lines({ explanation }: { readonly explanation: OrderExplanation }) {
  const { translator } = useAdmin();
  const { t, number, money } = translator;
  const program = currency(explanation.currency);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("explain.lines")}
        </Text>
        <FactTable
          narrow
          caption={t("explain.lines")}
          columns={[
            { title: t("breakdown.column.line") },
            { title: t("breakdown.column.counts"), numeric: true },
            { title: t("breakdown.column.points"), numeric: true },
          ]}
          rows={explanation.lines.map((line, index) => ({
            key: `${index}-${line.title}`,
            cells: [
              <div key="title">
                <bdi>{line.title}</bdi>
                {line.note && <div className="vafa-quiet">{line.note}</div>}
              </div>,
              money(line.eligibleMinor, program),
              number(line.points),
            ],
          }))}
          foot={[t("breakdown.total"), money(explanation.eligibleMinor, program), number(explanation.points)]}
        />
      </BlockStack>
    </Card>
  );
}
