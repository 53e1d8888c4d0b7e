/** How far invitations come: invited, bought, rewarded. A drawing for the eye, the same figures as text beside it. */
import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import type { ReferralCounts } from "../../db/read/referral-list";

const steps = ["invited", "bought", "rewarded"] as const;

export function FunnelCard({ counts }: { readonly counts: ReferralCounts }) {
  const { t, number, percent } = useTranslator();
  const most = Math.max(1, counts.invited);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("referrals.funnel")}
        </Text>
        <ul className="vafa-funnel">
          {steps.map((step) => (
            <li key={step}>
              <span className="vafa-split">
                <span>{t(`referrals.funnel.${step}`)}</span>
                <span>
                  <strong>{number(counts[step])}</strong>{" "}
                  {step !== "invited" && <span className="vafa-quiet">{percent(counts[step] / most)}</span>}
                </span>
              </span>
              <svg
                className="vafa-funnel__bar"
                viewBox="0 0 100 8"
                preserveAspectRatio="none"
                aria-hidden="true"
                focusable="false"
              >
                <rect width="100" height="8" className="vafa-funnel__way" />
                <rect width={(counts[step] / most) * 100} height="8" className="vafa-issued" />
              </svg>
            </li>
          ))}
        </ul>
        <p className="vafa-quiet">
          {t("referrals.funnel.rest", { review: counts.review, rejected: counts.rejected })}
        </p>
      </BlockStack>
    </Card>
  );
}
