/** Import: past orders of this store, and members of another program from a file. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { z } from "zod";
import { useTranslator } from "../../components/admin";
import type { Answer } from "../../components/announce";
import { usePolling } from "../../components/polling";
import { importProgress, mostDays, startImport } from "../../services/import-orders";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { formIn } from "../shared/form-in.server";
import { ColumnsCard } from "./columns-card";
import type { ImportView } from "./import-state";
import { decide, decisionSchema, readMemberImport, tryFile } from "./members.server";
import { MembersCard } from "./members-card";
import { OrdersCard } from "./orders-card";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("import.page.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  const latest = await importProgress(staff.services, { shopId: staff.shop.shopId });
  const orders: ImportView | null = latest && {
    state: latest.state,
    orders: latest.orders,
    expected: latest.expected,
    finishedAt: latest.finishedAt?.getTime() ?? null,
  };
  return { orders, days: mostDays(staff.shop.platform), members: await readMemberImport(staff) };
}

export async function action({ request }: ActionFunctionArgs) {
  const staff = await authenticateStaff(request);
  if (request.headers.get("Content-Type")?.includes("application/json")) return tryFile(request, staff);
  const form = Object.fromEntries(await formIn(request));
  const decision = decisionSchema.safeParse(form);
  if (decision.success) return decide(staff, decision.data);
  const { services, shop, actor } = staff;
  const days = spanSchema.parse(form.days);
  await startImport(services, { shopId: shop.shopId, days, actor });
  return json<Answer>({ done: true, message: "" });
}

/** The platform's own limit holds whatever is asked for: "all" is all that it shows. */
const spanSchema = z.coerce.number().int().min(1).max(36_500).nullable().catch(null);

export default function Import() {
  const { orders, days, members } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const running = orders?.state === "running";
  const taking = members?.state === "checking" || members?.state === "importing";
  usePolling(running || taking);
  return (
    <Page narrowWidth title={t("import.page.title")}>
      <BlockStack gap="400">
        <OrdersCard latest={orders} days={days} />
        <MembersCard latest={members} />
        <ColumnsCard />
      </BlockStack>
    </Page>
  );
}
