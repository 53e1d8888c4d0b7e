/** Who can have a reward: tiers, segments, chosen members. All of it empty is every member. */
import { Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { HandlePicker } from "../../components/pickers/handle-picker";
import { PlainField } from "../../components/terms-form/fields";
import type { Terms } from "../../loyalty/program";
import type { FieldsProps } from "./reward-editor";

export function WhoFields({ path, reward, set, terms }: FieldsProps & { terms: Terms }) {
  const { t } = useTranslator();
  return (
    <fieldset className="vafa-group">
      <legend>{t("rewards.who")}</legend>
      <Text as="p" tone="subdued">
        {t("rewards.who.help")}
      </Text>
      <HandlePicker
        label={t("rewards.tiers")}
        choices={terms.tiers.levels}
        selected={reward.tierIds}
        onChange={(tierIds) => set({ tierIds })}
        none={t("rewards.tiers.all")}
      />
      <HandlePicker
        label={t("rewards.segments")}
        choices={terms.segments}
        selected={reward.segmentIds}
        onChange={(segmentIds) => set({ segmentIds })}
        none={t("rewards.segments.all")}
      />
      <PlainField
        path={`${path}.gates.memberIds.0`}
        label={t("rewards.members")}
        helpText={t("rewards.members.help")}
        value={reward.memberIds}
        onChange={(memberIds) => set({ memberIds })}
      />
    </fieldset>
  );
}
