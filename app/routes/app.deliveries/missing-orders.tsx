/** Orders that the store does not list any more, too many to be believed: only a person can say whether they were deleted. */
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, ButtonGroup, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { type Answer, useAnnounced } from "../../components/announce";
import { Refusal } from "../../components/refusal";
import type { WatchView } from "../app/watch.server";

export function MissingOrders({ held }: { held: NonNullable<WatchView["held"]> }) {
  const { t } = useTranslator();
  const fetcher = useFetcher<Answer>({ key: "missing-orders" });
  useAnnounced(fetcher.data);
  const busy = fetcher.state !== "idle";
  const decide = (intent: "believe" | "doubt") => fetcher.submit({ intent }, { method: "post" });
  return (
    <Banner tone="critical" title={t("watch.held", { orders: held.orders, of: held.of })}>
      <BlockStack gap="300">
        <Text as="p">{t("watch.held.text")}</Text>
        <Text as="p" tone="subdued">
          {t("watch.held.found", { when: held.when })}
        </Text>
        <ButtonGroup>
          <Button onClick={() => decide("believe")} disabled={busy} tone="critical">
            {t("watch.held.believe")}
          </Button>
          <Button onClick={() => decide("doubt")} disabled={busy}>
            {t("watch.held.doubt")}
          </Button>
        </ButtonGroup>
        <Refusal answer={fetcher.data} />
      </BlockStack>
    </Banner>
  );
}
