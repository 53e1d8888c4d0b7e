/** The worked example: what each reward costs the merchant on an order, and what a member has to spend for it. Moves with every key that is pressed. */
import { BlockStack, Card, Text, TextField } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useAdmin } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { latinDigits } from "../../i18n/digits";
import { parseDecimal } from "../../loyalty/money";
import type { Terms } from "../../loyalty/program";
import { type RewardCost, rewardCost } from "./reward-cost";
import { rewardsForm } from "./rewards-form";

export function CostCard({ saved, order }: { readonly saved: Terms; readonly order: number }) {
  const { translator, currency } = useAdmin();
  const { t, text } = translator;
  const form = useTermsForm(rewardsForm);
  const [typed, setTyped] = useState(() => form.write.money(order));
  // Terms that can be computed with: those in the form, or the last that could.
  const last = useRef(saved);
  if (form.reading.terms) last.current = form.reading.terms;
  const read = parseDecimal(latinDigits(typed), currency);
  const readable = read !== null && read > 0;
  const goods = readable ? read : order;
  const active = last.current.rewards.filter((reward) => reward.active);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("rewards.cost.title")}
        </Text>
        <TextField
          label={t("rewards.cost.order")}
          inputMode="decimal"
          suffix={translator.currencyName(currency)}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          maxLength={20}
          {...(readable ? {} : { error: t("field.money", { example: form.write.money(order) }) })}
        />
        {active.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("rewards.cost.none")}
          </Text>
        ) : (
          <div aria-live="polite">
            <FactTable
              narrow
              caption={t("rewards.cost.title")}
              columns={[
                { title: t("rewards.cost.reward") },
                { title: t("rewards.cost.money"), numeric: true },
                { title: t("rewards.cost.earned"), numeric: true },
              ]}
              rows={active.map((reward) => {
                const cost = rewardCost(reward, last.current, goods);
                return {
                  key: reward.id,
                  cells: [
                    text(reward.name),
                    <Cost key="cost" cost={cost} />,
                    <Earned key="earned" cost={cost} />,
                  ],
                };
              })}
            />
          </div>
        )}
        <Text as="p" tone="subdued">
          {t("rewards.cost.help")}
        </Text>
      </BlockStack>
    </Card>
  );
}

function Cost({ cost }: { cost: RewardCost }) {
  const { translator, currency } = useAdmin();
  const { t, money, percent } = translator;
  if (cost.refused) return t("rewards.cost.refused");
  if (cost.money === null) return t("rewards.cost.product");
  return (
    <>
      {money(cost.money, currency)}
      {cost.share !== null && <div className="vafa-quiet">{percent(cost.share)}</div>}
    </>
  );
}

function Earned({ cost }: { cost: RewardCost }) {
  const { translator, currency } = useAdmin();
  return cost.earnedBy === null ? "–" : translator.money(cost.earnedBy, currency);
}
