/** The worked example: a guest bought some days ago and joins today. Moves with every key that is pressed. */
import { BlockStack, Card, FormLayout, Text, TextField } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useAdmin } from "../../components/admin";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { latinDigits, readWhole } from "../../i18n/digits";
import { parseDecimal } from "../../loyalty/money";
import type { Terms } from "../../loyalty/program";
import { joiningExample } from "./joining-example";
import { membershipForm } from "./membership-form";

/** Three weeks. */
const firstDays = 21;
const mostDays = 3_650;

export function ExampleCard({ saved, goods }: { readonly saved: Terms; readonly goods: number }) {
  const { translator, currency } = useAdmin();
  const { t } = translator;
  const form = useTermsForm(membershipForm);
  const [money, setMoney] = useState(() => form.write.money(goods));
  const [days, setDays] = useState(() => form.write.whole(firstDays));
  // Terms that can be computed with: those in the form, or the last that could.
  const last = useRef(saved);
  if (form.reading.terms) last.current = form.reading.terms;
  const spent = parseDecimal(latinDigits(money), currency);
  const ago = readWhole(days);
  const readable = spent !== null && spent >= 0 && ago !== null && ago >= 0 && ago <= mostDays;
  const terms = last.current;
  const example = readable ? joiningExample(terms, spent, ago) : null;
  const { claimDays } = terms.membership;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("membership.example")}
        </Text>
        <FormLayout>
          <TextField
            label={t("membership.example.days")}
            inputMode="numeric"
            value={days}
            onChange={setDays}
            autoComplete="off"
            maxLength={5}
          />
          <TextField
            label={t("membership.example.goods")}
            inputMode="decimal"
            suffix={translator.currencyName(currency)}
            value={money}
            onChange={setMoney}
            autoComplete="off"
            maxLength={20}
          />
        </FormLayout>
        <div aria-live="polite" className="vafa-stack">
          <p>
            {example === null
              ? t("membership.example.unreadable")
              : example.counts
                ? t("membership.example.counts", { points: example.points })
                : t("membership.example.too-old", { days: claimDays })}
          </p>
          <p className="vafa-quiet">{t(`membership.example.${form.draft.mode}`)}</p>
        </div>
      </BlockStack>
    </Card>
  );
}
