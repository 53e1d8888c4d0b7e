/** Redemptions that are still open: held points, the code's state, and the way to give the points back. */
import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";
import { type Answer, useAnnounced } from "../../components/announce";
import { Refusal } from "../../components/refusal";
import type { RedemptionView } from "./member-view.server";

const tones = { reserved: "info", issued: "success", releasing: "attention" } as const;

export function RedemptionsCard({ redemptions }: { redemptions: readonly RedemptionView[] }) {
  const { t } = useAdmin().translator;
  if (redemptions.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("redemptions.title")}
        </Text>
        {redemptions.map((redemption) => (
          <Redemption key={redemption.id} redemption={redemption} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Redemption({ redemption }: { redemption: RedemptionView }) {
  const { translator, timeZone } = useAdmin();
  const { t, dateTime } = translator;
  const fetcher = useFetcher<Answer>();
  useAnnounced(fetcher.data);
  const { id, reward, points, worth, state, deadline } = redemption;
  return (
    <div className="vafa-item">
      <div className="vafa-split">
        <div className="vafa-grow">
          <BlockStack gap="100">
            <InlineStack gap="200">
              <Text as="h3" variant="headingSm">
                {reward}
              </Text>
              <Badge tone={tones[state]}>{t(`redemptions.${state}`)}</Badge>
            </InlineStack>
            <Text as="p" tone="subdued">
              {t("redemptions.worth", {
                points: t("points.amount", { count: points }),
                value: worth,
              })}
              {" · "}
              {t("redemptions.until", { date: dateTime(deadline, timeZone) })}
            </Text>
          </BlockStack>
        </div>
        {state !== "releasing" && (
          <fetcher.Form method="post">
            <input type="hidden" name="intent" value="release" />
            <input type="hidden" name="redemption" value={id} />
            <Button
              submit
              loading={fetcher.state !== "idle"}
              accessibilityLabel={t("redemptions.release.label", { reward })}
            >
              {t("redemptions.release")}
            </Button>
          </fetcher.Form>
        )}
      </div>
      <Refusal answer={fetcher.data} />
    </div>
  );
}
