/** The connection to a WooCommerce store: how it stands, new keys for it, and its end. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { Columns } from "../../components/columns";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { formIn } from "../shared/form-in.server";
import { ConnectionCard } from "./connection-card";
import { DisconnectCard } from "./disconnect-card";
import { NewKeysCard } from "./new-keys-card";
import { grantStoreWish, readStore } from "./store.server";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("connection.title");

export async function loader({ request }: LoaderFunctionArgs) {
  return readStore(await authenticateStaff(request));
}

export async function action({ request }: ActionFunctionArgs) {
  const staff = await authenticateStaff(request);
  const answer = await grantStoreWish(staff, await formIn(request));
  return json(answer, answer.done ? 200 : 422);
}

/** When the connection has ended, nobody is let in any more: what remained stays to be read. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formData,
  actionStatus,
  defaultShouldRevalidate,
}) => (formData?.get("intent") === "disconnect" && actionStatus === 200 ? false : defaultShouldRevalidate);

export default function Store() {
  const store = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  return (
    <Page title={t("connection.title")}>
      <Columns aside={<DisconnectCard />}>
        <BlockStack gap="400">
          <ConnectionCard store={store} />
          <NewKeysCard />
        </BlockStack>
      </Columns>
    </Page>
  );
}
