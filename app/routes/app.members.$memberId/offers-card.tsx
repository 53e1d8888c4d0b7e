/** Personal offers: which this member has, and giving one more. */
import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslator } from "../../components/admin";
import { type Answer, useAnnounced } from "../../components/announce";
import { Refusal } from "../../components/refusal";
import type { OfferView } from "./offers.server";

export function OffersCard({ offers }: { offers: readonly OfferView[] }) {
  const { t, locale } = useTranslator();
  const fetcher = useFetcher<Answer>();
  const left = offers.filter((offer) => !offer.has);
  const [chosen, setChosen] = useState("");
  const rewardId = left.find((offer) => offer.id === chosen)?.id ?? left[0]?.id;
  useAnnounced(fetcher.data);
  const names = offers.filter((offer) => offer.has).map((offer) => offer.name);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("offers.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t(offers.length === 0 ? "offers.none" : "offers.help")}
        </Text>
        {names.length > 0 && (
          <Text as="p">{t("offers.has", { names: names.join(locale === "en" ? ", " : "، ") })}</Text>
        )}
        <Refusal answer={fetcher.data} />
        {rewardId !== undefined && (
          <fetcher.Form method="post">
            <input type="hidden" name="intent" value="offer" />
            <BlockStack gap="300">
              <Select
                label={t("offers.choose")}
                name="reward"
                options={left.map(({ id, name }) => ({ value: id, label: name }))}
                value={rewardId}
                onChange={setChosen}
              />
              <InlineStack>
                <Button submit loading={fetcher.state !== "idle"}>
                  {t("offers.give")}
                </Button>
              </InlineStack>
            </BlockStack>
          </fetcher.Form>
        )}
      </BlockStack>
    </Card>
  );
}
