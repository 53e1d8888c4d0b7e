/** The worked example: what a new customer costs who came through a friend. Moves with every key that is pressed. */
import { BlockStack, Card, Text, TextField } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useAdmin } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { latinDigits } from "../../i18n/digits";
import { parseDecimal } from "../../loyalty/money";
import type { Terms } from "../../loyalty/program";
import { referralCost } from "../../loyalty/referral-cost";
import { referralForm } from "./referral-form";

export function CostCard({ saved, order }: { readonly saved: Terms; readonly order: number }) {
  const { translator, currency } = useAdmin();
  const { t, money, percent } = translator;
  const form = useTermsForm(referralForm);
  const [text, setText] = useState(() => form.write.money(order));
  // Terms that can be computed with: those in the form, or the last that could.
  const last = useRef(saved);
  if (form.reading.terms) last.current = form.reading.terms;
  const typed = parseDecimal(latinDigits(text), currency);
  const readable = typed !== null && typed >= 0;
  const cost = referralCost(last.current, readable ? typed : order);
  const share = cost.order > 0 ? percent(cost.total / cost.order) : "–";
  const rows = [
    { key: "discount", cells: [t("referrals.cost.discount"), money(cost.discount, currency)] },
    {
      key: "points",
      cells: [t("referrals.cost.points"), cost.points === null ? "–" : money(cost.points, currency)],
    },
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("referrals.cost.title")}
        </Text>
        <TextField
          label={t("referrals.cost.order")}
          inputMode="decimal"
          suffix={translator.currencyName(currency)}
          value={text}
          onChange={setText}
          autoComplete="off"
          maxLength={20}
          {...(readable ? {} : { error: t("field.money", { example: form.write.money(order) }) })}
        />
        <div aria-live="polite" className="vafa-stack">
          <FactTable
            narrow
            caption={t("referrals.cost.title")}
            columns={[
              { title: t("referrals.cost.what") },
              { title: t("referrals.cost.amount"), numeric: true },
            ]}
            rows={rows}
            foot={[t("referrals.cost.total"), money(cost.total, currency)]}
          />
          <p>{t(cost.below ? "referrals.cost.below" : "referrals.cost.share", { share })}</p>
          {cost.points === null && <p className="vafa-quiet">{t("referrals.cost.unknown")}</p>}
        </div>
      </BlockStack>
    </Card>
  );
}
