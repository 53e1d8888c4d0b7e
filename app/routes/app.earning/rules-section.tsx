/** The rules of one family, earned by orders or by other deeds, and the way to a new one. */
import { BlockStack, Button, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAdmin, useTranslator } from "../../components/admin";
import { Empty } from "../../components/empty";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { replaced } from "../../components/terms-form/writer";
import { type EarningRuleKind, earningRuleDefinitions } from "../../loyalty/earning-rules/definition";
import type { Terms } from "../../loyalty/program";
import { earningForm, newRule } from "./earning-form";
import { RuleCard } from "./rule-card";

const kinds = Object.values(earningRuleDefinitions);

interface Props {
  readonly on: "order" | "action";
  readonly terms: Pick<Terms, "segments" | "tiers">;
}

export function RulesSection({ on, terms }: Props) {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(earningForm);
  const { rules } = draft;
  const own = rules.flatMap((rule, index) =>
    earningRuleDefinitions[rule.kind].on === on ? [{ rule, index }] : [],
  );
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t(`earning.on.${on}`)}
          </Text>
          <Text as="p" tone="subdued">
            {t(`earning.on.${on}.help`)}
          </Text>
        </BlockStack>
        {own.length === 0 && (
          <Empty title={t(`earning.empty.${on}`)}>
            <p>{t(`earning.empty.${on}.text`)}</p>
          </Empty>
        )}
        {own.map(({ rule, index }) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            index={index}
            terms={terms}
            onChange={(next) => change({ rules: replaced(rules, index, next) })}
            onRemove={() => change({ rules: rules.filter((other) => other !== rule) })}
          />
        ))}
        <AddRule on={on} />
      </BlockStack>
    </Card>
  );
}

function AddRule({ on }: Pick<Props, "on">) {
  const { translator, can } = useAdmin();
  const { t } = translator;
  const { draft, change, write } = useTermsForm(earningForm);
  // Visits are counted by a page of ours within the storefront.
  const choices = kinds
    .filter(({ kind, on: by }) => by === on && (kind !== "visit" || can.storefrontPages))
    .map(({ kind }) => kind);
  const [kind, setKind] = useState<EarningRuleKind>(choices[0] ?? "spend");
  return (
    <InlineStack gap="300" blockAlign="end">
      <Select
        label={t("earning.kind")}
        options={choices.map((value) => ({ value, label: t(`rule.${value}`) }))}
        value={kind}
        onChange={(chosen) => setKind(choices.find((one) => one === chosen) ?? kind)}
      />
      <Button onClick={() => change({ rules: [...draft.rules, newRule(kind, draft.rules, write)] })}>
        {t("earning.add")}
      </Button>
    </InlineStack>
  );
}
