/** Settings: the keys by which a shop's other systems use the API, and what the plan counts. A key is shown once, when it is made. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { Columns } from "../../components/columns";
import { apiScopes } from "../../contract/public-api";
import { listApiKeys } from "../../db/api-keys";
import { staffNames } from "../app/actors.server";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { formIn } from "../shared/form-in.server";
import { grantKey } from "./keys.server";
import { KeysCard } from "./keys-card";
import { NewKeyCard } from "./new-key-card";
import { readUsage } from "./usage.server";
import { UsageCard } from "./usage-card";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("settings.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  const [rows, usage] = await Promise.all([listApiKeys(staff.sql, staff.shop.shopId), readUsage(staff)]);
  const actors = rows.map((row) => row.createdBy);
  const names = await staffNames(staff, actors);
  const keys = rows.map(({ id, name, scopes, createdBy, createdAt, lastUsedAt, revokedAt }) => ({
    id,
    name,
    scopes: apiScopes.filter((scope) => scopes.includes(scope)),
    by: names[createdBy] ?? createdBy,
    createdAt: createdAt.getTime(),
    lastUsedAt: lastUsedAt?.getTime() ?? null,
    revoked: revokedAt !== null,
  }));
  return { keys, usage, address: new URL(request.url).origin };
}

export async function action({ request }: ActionFunctionArgs) {
  const staff = await authenticateStaff(request);
  const answer = await grantKey(staff, await formIn(request));
  return json(answer, answer.done ? 200 : 422);
}

export default function Settings() {
  const { keys, usage, address } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  return (
    <Page title={t("settings.title")} subtitle={t("settings.about")}>
      <Columns aside={<NewKeyCard address={address} />}>
        <KeysCard keys={keys} />
        <UsageCard usage={usage} />
      </Columns>
    </Page>
  );
}
