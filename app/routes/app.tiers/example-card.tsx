/** The worked example: one member with so much gathered; where they stand, what that gives, how far the next level is, and how it would be lost and won back. */
import { BlockStack, Card, ProgressBar, Text, TextField } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useAdmin } from "../../components/admin";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { TierBadge } from "../../components/tier-badge";
import { latinDigits, readWhole } from "../../i18n/digits";
import { parseDecimal } from "../../loyalty/money";
import type { Terms } from "../../loyalty/program";
import {
  comebackThreshold,
  nothingGathered,
  progressToNext,
  type Tier,
  type TierProgram,
  tierFor,
} from "../../loyalty/tiers";
import { BenefitList } from "./benefit-list";
import { useMetricAmount } from "./metric-amount";
import { tierForm } from "./tier-form";

export function ExampleCard({ saved, spend }: { readonly saved: Terms; readonly spend: number }) {
  const { translator, currency } = useAdmin();
  const { t } = translator;
  const form = useTermsForm(tierForm);
  // Terms that can be computed with: those in the form, or the last that could.
  const last = useRef(saved);
  if (form.reading.terms) last.current = form.reading.terms;
  const { tiers } = last.current;
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const money = tiers.metric === "spend";
  const text =
    texts[tiers.metric] ??
    (money ? form.write.money(spend) : form.write.whole(tiers.metric === "points" ? 500 : 5));
  const typed = money ? parseDecimal(latinDigits(text), currency) : readWhole(text);
  const readable = typed !== null && typed >= 0;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("tiers.example")}
        </Text>
        <TextField
          label={t(`tiers.example.have.${tiers.metric}`)}
          inputMode={money ? "decimal" : "numeric"}
          suffix={money ? translator.currencyName(currency) : undefined}
          value={text}
          onChange={(changed) => setTexts((before) => ({ ...before, [tiers.metric]: changed }))}
          autoComplete="off"
          maxLength={20}
          {...(readable
            ? {}
            : { error: t(money ? "field.money" : "field.whole", { example: form.write.money(spend) }) })}
        />
        <div aria-live="polite" className="vafa-stack">
          {!form.reading.terms && (
            <Text as="p" tone="critical">
              {t("example.broken")}
            </Text>
          )}
          <Stands tiers={tiers} have={readable ? typed : 0} />
        </div>
      </BlockStack>
    </Card>
  );
}

function Stands({ tiers, have }: { readonly tiers: TierProgram; readonly have: number }) {
  const { translator } = useAdmin();
  const { t, text } = translator;
  const amount = useMetricAmount(tiers.metric);
  const gathered = { ...nothingGathered, [tiers.metric]: have };
  const tier = tierFor(tiers, gathered);
  const progress = progressToNext(tiers, gathered);
  return (
    <>
      <TierBadge name={tier ? text(tier.name) : null} />
      <p>{tier ? t("tiers.example.is", { tier: text(tier.name) }) : t("tiers.example.none")}</p>
      {tier && <BenefitList tier={tier} />}
      {progress && (
        <>
          <p id="example-progress">
            {t("tiers.example.missing", {
              missing: amount(progress.need - progress.have),
              tier: text(progress.next.name),
            })}
          </p>
          <ProgressBar
            progress={progress.percent}
            size="small"
            ariaLabelledBy="example-progress"
            animated={false}
          />
        </>
      )}
      {tier && !progress && <p>{t("tiers.example.top")}</p>}
      {tier && tier.threshold > 0 && <Losing tiers={tiers} tier={tier} />}
    </>
  );
}

/** How the tier would be lost, and won back. */
function Losing({ tiers, tier }: { readonly tiers: TierProgram; readonly tier: Tier }) {
  const { t } = useAdmin().translator;
  const amount = useMetricAmount(tiers.metric);
  const { graceDays, comeback } = tiers;
  return (
    <div className="vafa-quiet">
      <p>{graceDays === 0 ? t("tiers.example.drop") : t("tiers.example.grace", { days: graceDays })}</p>
      {comeback.days > 0 && (
        <p>
          {t("tiers.example.comeback", { need: amount(comebackThreshold(tiers, tier)), days: comeback.days })}
        </p>
      )}
    </div>
  );
}
