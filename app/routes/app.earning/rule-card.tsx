/** One earning rule in the form: what it is called, what it gives, for whom, and whether it is on. */
import { Badge, BlockStack, Button, Checkbox, FormLayout, InlineStack, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { ConditionsEditor } from "../../components/terms-form/conditions-editor";
import { NameFields } from "../../components/terms-form/fields";
import { earningRuleDefinitions } from "../../loyalty/earning-rules/definition";
import type { Terms } from "../../loyalty/program";
import { ArgumentFields } from "./argument-fields";
import type { RuleDraft } from "./earning-form";

interface Props {
  readonly rule: RuleDraft;
  /** Its place among all rules. */
  readonly index: number;
  readonly terms: Pick<Terms, "segments" | "tiers">;
  readonly onChange: (rule: RuleDraft) => void;
  readonly onRemove: () => void;
}

export function RuleCard({ rule, index, terms, onChange, onRemove }: Props) {
  const { t, locale } = useTranslator();
  const path = `earningRules.${index}`;
  const set = (part: Partial<RuleDraft>) => onChange({ ...rule, ...part });
  return (
    <fieldset className="vafa-group">
      <legend>
        <InlineStack gap="200">
          <span>{rule.name[locale] || rule.name.en || t("earning.unnamed")}</span>
          <Badge>{t(`rule.${rule.kind}`)}</Badge>
          {!rule.active && <Badge tone="attention">{t("earning.off")}</Badge>}
        </InlineStack>
      </legend>
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {t(`rule.${rule.kind}.help`)}
        </Text>
        <FormLayout>
          <NameFields path={`${path}.name`} name={rule.name} onChange={(name) => set({ name })} />
          <ArgumentFields
            kind={rule.kind}
            path={path}
            texts={rule.texts}
            onChange={(texts) => set({ texts })}
          />
        </FormLayout>
        <ConditionsEditor
          path={`${path}.conditions`}
          conditions={rule.conditions}
          onChange={(conditions) => set({ conditions })}
          terms={terms}
          withBasket={earningRuleDefinitions[rule.kind].on === "order"}
        />
        <InlineStack align="space-between" blockAlign="center">
          <Checkbox
            label={t("earning.active")}
            checked={rule.active}
            onChange={(active) => set({ active })}
          />
          <Button variant="plain" tone="critical" onClick={onRemove}>
            {t("common.remove")}
          </Button>
        </InlineStack>
      </BlockStack>
    </fieldset>
  );
}
