/** Privacy: what customers asked for by law, what was done, and what we hold of them for the merchant to hand over. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button, Card, Layout, Page } from "@shopify/polaris";
import { useAdmin, useTranslator } from "../../components/admin";
import { Empty } from "../../components/empty";
import { FactTable } from "../../components/fact-table";
import { saveJson } from "../../components/save-file";
import { readPrivacyRequests } from "../../db/read/privacy-requests";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("privacy.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { sql, shop } = await authenticateStaff(request);
  const rows = await readPrivacyRequests(sql, shop.shopId);
  return {
    requests: rows.map(({ id, kind, customerId, receivedAt, result }) => ({
      id,
      kind,
      customerId,
      receivedAt: receivedAt.getTime(),
      held: result === null ? null : JSON.stringify(result, null, 2),
    })),
  };
}

type Request = ReturnType<typeof useLoaderData<typeof loader>>["requests"][number];

function Requests({ requests }: { readonly requests: readonly Request[] }) {
  const { t, dateTime } = useTranslator();
  const { timeZone } = useAdmin();
  const columns = [
    { title: t("privacy.what") },
    { title: t("privacy.customer") },
    { title: t("privacy.received") },
    { title: t("privacy.outcome"), wide: true },
  ];
  const rows = requests.map(({ id, kind, customerId, receivedAt, held }) => ({
    key: id,
    cells: [
      t(`privacy.kind.${kind}`),
      customerId ?? t("privacy.erased"),
      dateTime(receivedAt, timeZone),
      held ? (
        <Button key="save" onClick={() => saveJson(`customer-${customerId ?? "erased"}.json`, held)}>
          {t("privacy.save")}
        </Button>
      ) : (
        t("privacy.done")
      ),
    ],
  }));
  return <FactTable caption={t("privacy.title")} columns={columns} rows={rows} />;
}

export default function Privacy() {
  const { requests } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  return (
    <Page title={t("privacy.title")} subtitle={t("privacy.about")}>
      <Layout>
        <Layout.Section>
          <Card>
            {requests.length === 0 ? <Empty title={t("privacy.none")} /> : <Requests requests={requests} />}
          </Card>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
