/** Deliveries: what arrives, what could not be acted on, and what has not reached the store yet. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Layout, Page } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import type { Answer } from "../../components/announce";
import { HealthCard } from "../app/health-card";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { formIn } from "../shared/form-in.server";
import { carryOut, decisionSchema, readDeliveries } from "./deliveries.server";
import { Failures } from "./failures";
import { MissingOrders } from "./missing-orders";
import { ParkedList } from "./parked-list";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("deliveries.title");

export async function loader({ request }: LoaderFunctionArgs) {
  return readDeliveries(await authenticateStaff(request), new URL(request.url));
}

export async function action({ request }: ActionFunctionArgs) {
  const staff = await authenticateStaff(request);
  const { t } = staff.translator;
  const decision = decisionSchema.safeParse(Object.fromEntries(await formIn(request)));
  if (!decision.success) {
    return json<Answer>({ done: false, reason: "bad-request", message: t("declined.bad-request") }, 400);
  }
  const outcome = await carryOut(staff, decision.data);
  if (!outcome.done) {
    const { reason } = outcome;
    return json<Answer>({ done: false, reason, message: t(`declined.${reason}`) }, 409);
  }
  return json<Answer>({ done: true, message: t(outcome.value) });
}

export default function Deliveries() {
  const { health, parked, failures } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  return (
    <Page title={t("deliveries.title")}>
      <Layout>
        {health.watch?.held && (
          <Layout.Section>
            <MissingOrders held={health.watch.held} />
          </Layout.Section>
        )}
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
