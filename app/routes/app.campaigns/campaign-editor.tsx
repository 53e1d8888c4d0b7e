/** One campaign in the form: when, for whom, what it gives, how it stands to others, and how much it may cost. */
import { BlockStack, Button, Card, Checkbox, FormLayout, InlineStack, Select, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { type ConditionChoices, ConditionsEditor } from "../../components/terms-form/conditions-editor";
import { MultiplierField, NameFields, WholeField } from "../../components/terms-form/fields";
import { MomentField } from "../../components/terms-form/moment-field";
import { stackings } from "../../loyalty/campaigns";
import type { CampaignDraft } from "./campaign-form";
import { PreviewPart } from "./preview-part";

interface Props {
  readonly path: string;
  readonly campaign: CampaignDraft;
  readonly terms: ConditionChoices;
  readonly onChange: (campaign: CampaignDraft) => void;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

interface FieldsProps extends Pick<Props, "path" | "campaign"> {
  readonly set: (part: Partial<CampaignDraft>) => void;
}

export function CampaignEditor({ path, campaign, terms, onChange, onClose, onRemove }: Props) {
  const { t, text } = useTranslator();
  const set = (part: Partial<CampaignDraft>) => onChange({ ...campaign, ...part });
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {text(campaign.name) || t("campaigns.unnamed")}
          </Text>
          <Button variant="plain" onClick={onClose}>
            {t("common.close")}
          </Button>
        </InlineStack>
        <FormLayout>
          <NameFields path={`${path}.name`} name={campaign.name} onChange={(name) => set({ name })} />
          <WhenFields {...{ path, campaign, set }} />
          <EffectFields {...{ path, campaign, set }} />
          <StandingFields {...{ path, campaign, set }} />
        </FormLayout>
        <ConditionsEditor
          path={`${path}.conditions`}
          conditions={campaign.conditions}
          onChange={(conditions) => set({ conditions })}
          terms={terms}
        />
        <InlineStack align="space-between" blockAlign="center">
          <Checkbox
            label={t("campaigns.active")}
            checked={campaign.active}
            onChange={(active) => set({ active })}
          />
          <Button variant="plain" tone="critical" onClick={onRemove}>
            {t("common.remove")}
          </Button>
        </InlineStack>
        <PreviewPart campaignId={campaign.id} />
      </BlockStack>
    </Card>
  );
}

function WhenFields({ path, campaign, set }: FieldsProps) {
  const { t } = useTranslator();
  return (
    <FormLayout.Group>
      <MomentField
        path={`${path}.from`}
        label={t("campaigns.from")}
        helpText={t("campaigns.from.help")}
        at={campaign.from}
        onChange={(from) => set({ from })}
      />
      <MomentField
        path={`${path}.until`}
        label={t("campaigns.until")}
        helpText={t("campaigns.until.help")}
        at={campaign.until}
        onChange={(until) => set({ until })}
      />
    </FormLayout.Group>
  );
}

const kinds = ["multiplier", "bonus"] as const;

function EffectFields({ path, campaign, set }: FieldsProps) {
  const { t } = useTranslator();
  return (
    <FormLayout.Group>
      <Select
        label={t("campaigns.kind")}
        options={kinds.map((value) => ({ value, label: t(`campaigns.kind.${value}`) }))}
        value={campaign.kind}
        onChange={(value) => set({ kind: value === "bonus" ? "bonus" : "multiplier" })}
        helpText={t(`campaigns.kind.${campaign.kind}.help`)}
      />
      {campaign.kind === "multiplier" ? (
        <MultiplierField
          path={`${path}.effect.multiplierBp`}
          label={t("campaigns.multiplier")}
          value={campaign.multiplier}
          onChange={(multiplier) => set({ multiplier })}
        />
      ) : (
        <WholeField
          path={`${path}.effect.points`}
          label={t("campaigns.bonus")}
          value={campaign.bonus}
          onChange={(bonus) => set({ bonus })}
        />
      )}
    </FormLayout.Group>
  );
}

function StandingFields({ path, campaign, set }: FieldsProps) {
  const { t } = useTranslator();
  return (
    <FormLayout.Group>
      <WholeField
        path={`${path}.budgetPoints`}
        label={t("campaigns.budget")}
        helpText={t("campaigns.budget.help")}
        value={campaign.budget}
        onChange={(budget) => set({ budget })}
      />
      <WholeField
        path={`${path}.priority`}
        label={t("campaigns.priority")}
        helpText={t("campaigns.priority.help")}
        value={campaign.priority}
        onChange={(priority) => set({ priority })}
      />
      <Select
        label={t("campaigns.stacking")}
        options={stackings.map((value) => ({ value, label: t(`campaigns.stacking.${value}`) }))}
        value={campaign.stacking}
        onChange={(value) => set({ stacking: value === "alone" ? "alone" : "adds" })}
        helpText={t(`campaigns.stacking.${campaign.stacking}.help`)}
      />
    </FormLayout.Group>
  );
}
