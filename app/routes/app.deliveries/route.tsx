/** Deliveries: what arrives, what could not be acted on, and what has not reached the store yet. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Layout, Page } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import type { Answer } from "../../components/announce";
import { dismissParked, retryParked } from "../../services/parked-deliveries";
import { HealthCard } from "../app/health-card";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { decisionSchema, readDeliveries } from "./deliveries.server";
import { Failures } from "./failures";
import { ParkedList } from "./parked-list";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("deliveries.title");

export async function loader({ request }: LoaderFunctionArgs) {
  return readDeliveries(await authenticateStaff(request), new URL(request.url));
}

export async function action({ request }: ActionFunctionArgs) {
  const { services, shop, actor, translator } = await authenticateStaff(request);
  const { t } = translator;
  const decision = decisionSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!decision.success) {
    return json<Answer>({ done: false, reason: "bad-request", message: t("declined.bad-request") }, 400);
  }
  const { intent, id } = decision.data;
  const decide = intent === "retry" ? retryParked : dismissParked;
  const outcome = await decide(services, { shopId: shop.shopId, inboxId: id, actor });
  if (!outcome.done) {
    return json<Answer>(
      { done: false, reason: outcome.reason, message: t(`declined.${outcome.reason}`) },
      409,
    );
  }
  const message = t(intent === "retry" ? "deliveries.parked.retried" : "deliveries.parked.dismissed");
  return json<Answer>({ done: true, message });
}

export default function Deliveries() {
  const { health, parked, failures } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  return (
    <Page title={t("deliveries.title")}>
      <Layout>
        <Layout.Section>
          <ParkedList parked={parked} />
        </Layout.Section>
        <Layout.Section>
          <HealthCard health={health} linked={false} />
        </Layout.Section>
        <Layout.Section>
          <Failures failures={failures} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}
