/** How the connection stands, and a look at the store itself. */
import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslator } from "../../components/admin";
import { useAnnounced } from "../../components/announce";
import { Refusal } from "../../components/refusal";
import type { StoreAnswer, StoreView } from "./store.server";

export function ConnectionCard({ store }: { readonly store: StoreView }) {
  const { t, number } = useTranslator();
  const well = store.state === "connected";
  const never = <span className="vafa-quiet">{t("connection.never")}</span>;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("connection.state")}
          </Text>
          <Badge tone={well ? "success" : "critical"}>{t(`connection.state.${store.state}`)}</Badge>
        </InlineStack>
        {store.problem && (
          <Banner tone="critical">
            <p>{store.problem}</p>
          </Banner>
        )}
        <dl className="vafa-facts">
          <Fact term={t("connection.address")}>
            <bdi dir="ltr">{store.address}</bdi>
          </Fact>
          <Fact term={t("connection.plugin")}>{store.plugin ?? t("connection.plugin.none")}</Fact>
          <Fact term={t("connection.webhooks")}>
            {store.webhooks > 0 ? number(store.webhooks) : t("connection.webhooks.none")}
          </Fact>
          <Fact term={t("connection.swept")}>{store.swept ?? never}</Fact>
          <Fact term={t("connection.audited")}>{store.audited ?? never}</Fact>
          <Fact term={t("connection.checked")}>{store.checked ?? never}</Fact>
        </dl>
        <Check />
      </BlockStack>
    </Card>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Check() {
  const { t } = useTranslator();
  const fetcher = useFetcher<StoreAnswer>();
  const { data, state } = fetcher;
  useAnnounced(data);
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="check" />
      <BlockStack gap="300" inlineAlign="start">
        <Refusal answer={state === "idle" ? data : undefined} />
        <Button submit loading={state !== "idle"}>
          {t("connection.check")}
        </Button>
      </BlockStack>
    </fetcher.Form>
  );
}
