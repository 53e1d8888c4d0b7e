/** Orders by name: the way to "why did this order earn that?". Without a name, the latest ones. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { BlockStack, Button, Card, Page, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { Empty } from "../../components/empty";
import { OrderTable } from "../../components/order-table";
import { findOrders, readLatestOrders } from "../../db/read/order-list";
import { latinDigits } from "../../i18n/digits";
import { orderRows } from "../app/order-rows.server";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("orders.title");

const shown = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const { sql, shop, translator } = await authenticateStaff(request);
  const query = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, 100);
  const words = latinDigits(query);
  const found =
    query === ""
      ? readLatestOrders(sql, shop.shopId, shown)
      : findOrders(sql, shop.shopId, { words, limit: shown });
  return { query, orders: orderRows(await found, translator) };
}

export default function Orders() {
  const { query, orders } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  return (
    <Page title={t("orders.title")} subtitle={t("orders.about")}>
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="400">
            <Search key={query} query={query} />
            {orders.length === 0 ? (
              <Empty title={t(query === "" ? "orders.empty" : "orders.none")}>
                <p>{t(query === "" ? "orders.empty.text" : "orders.none.text")}</p>
              </Empty>
            ) : (
              <OrderTable caption={t("orders.title")} orders={orders} />
            )}
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}

function Search({ query }: { readonly query: string }) {
  const { t, locale } = useTranslator();
  const path = useAppPath();
  const [text, setText] = useState(query);
  const busy = useNavigation().state === "loading";
  return (
    <search>
      <Form method="get" action={path("/app/orders")} className="vafa-search">
        <input type="hidden" name="locale" value={locale} />
        <div className="vafa-grow">
          <TextField
            label={t("orders.search")}
            labelHidden
            type="search"
            name="q"
            value={text}
            onChange={setText}
            placeholder={t("orders.search")}
            autoComplete="off"
            maxLength={100}
          />
        </div>
        <Button submit loading={busy}>
          {t("members.search.action")}
        </Button>
        {query !== "" && (
          <Button variant="tertiary" url={path("/app/orders")}>
            {t("members.search.clear")}
          </Button>
        )}
      </Form>
    </search>
  );
}
