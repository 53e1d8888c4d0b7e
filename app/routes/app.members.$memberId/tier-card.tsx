/** The member's tier and the way to the next. */
import { BlockStack, Card, ProgressBar, Text } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";
import { TierBadge } from "../../components/tier-badge";
import type { TierView } from "./member-view.server";

export function TierCard({ tier }: { tier: TierView }) {
  const { t, multiplier } = useAdmin().translator;
  return (
    <Card>
      <BlockStack gap="300">
        <div className="vafa-heading">
          <Text as="h2" variant="headingMd">
            {t("member.tier")}
          </Text>
          <TierBadge name={tier.name} />
        </div>
        {tier.multiplierBp !== null && (
          <Text as="p" tone="subdued">
            {t("multiplier.points", { multiplier: multiplier(tier.multiplierBp) })}
          </Text>
        )}
        {tier.progress ? (
          <Progress progress={tier.progress} />
        ) : (
          tier.name !== null && <Text as="p">{t("member.tier.top")}</Text>
        )}
      </BlockStack>
    </Card>
  );
}

function Progress({ progress }: { progress: NonNullable<TierView["progress"]> }) {
  const { translator, currency } = useAdmin();
  const { t, number, money } = translator;
  const amount = (value: number) => (progress.metric === "spend" ? money(value, currency) : number(value));
  return (
    <BlockStack gap="150">
      <Text as="p" id="tier-progress">
        {t("member.tier.to", { tier: progress.next })}
      </Text>
      <ProgressBar progress={progress.percent} size="small" ariaLabelledBy="tier-progress" animated={false} />
      <Text as="p" tone="subdued">
        {t(`member.progress.${progress.metric}`, {
          have: amount(progress.have),
          need: amount(progress.need),
        })}
      </Text>
    </BlockStack>
  );
}
