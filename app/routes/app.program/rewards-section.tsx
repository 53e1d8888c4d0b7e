/** Rewards: what points buy, one by one, with their combinations. */
import { Button, Checkbox, FormLayout, Select, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { freshHandle, newReward, type RewardDraft } from "./draft";
import { MoneyField, NameFields, replaced, WholeField } from "./fields";
import { useProgram } from "./program-state";
import { Section } from "./section";

const modes = ["fixed", "slider"] as const;
const combinations = ["orderDiscounts", "productDiscounts", "shippingDiscounts"] as const;

export function RewardsSection() {
  const { t } = useTranslator();
  const { draft, change, write } = useProgram();
  const { rewards } = draft;
  return (
    <Section title={t("program.rewards")}>
      {rewards.length === 0 && <Text as="p">{t("program.rewards.empty")}</Text>}
      {rewards.map((reward, index) => (
        <RewardFields
          key={reward.id}
          index={index}
          reward={reward}
          onChange={(changed) => change({ rewards: replaced(rewards, index, changed) })}
          onRemove={() => change({ rewards: rewards.filter((other) => other !== reward) })}
        />
      ))}
      <Button
        onClick={() => change({ rewards: [...rewards, newReward(freshHandle("reward", rewards), write)] })}
      >
        {t("program.reward.add")}
      </Button>
    </Section>
  );
}

interface Props {
  readonly index: number;
  readonly reward: RewardDraft;
  readonly onChange: (reward: RewardDraft) => void;
  readonly onRemove: () => void;
}

function RewardFields({ index, reward, onChange, onRemove }: Props) {
  const { t, text } = useTranslator();
  const path = `rewards.${index}`;
  const set = (part: Partial<RewardDraft>) => onChange({ ...reward, ...part });
  const shownName = text(reward.name) || t("program.reward", { number: index + 1 });
  return (
    <fieldset className="vafa-group">
      <legend>{shownName}</legend>
      <Checkbox
        label={t("program.reward.active")}
        checked={reward.active}
        onChange={(active) => set({ active })}
      />
      <NameFields path={`${path}.name`} name={reward.name} onChange={(name) => set({ name })} />
      <Select
        label={t("program.reward.mode")}
        options={modes.map((value) => ({ value, label: t(`program.reward.mode.${value}`) }))}
        value={reward.mode}
        onChange={(mode) => set({ mode: mode === "slider" ? "slider" : "fixed" })}
      />
      <PriceFields path={`${path}.price`} reward={reward} set={set} />
      <MoneyField
        path={`${path}.minimumSubtotalMinor`}
        label={t("program.reward.minimumSubtotal")}
        helpText={t("program.reward.minimumSubtotal.help")}
        value={reward.minimumSubtotal}
        onChange={(minimumSubtotal) => set({ minimumSubtotal })}
      />
      <Combinations reward={reward} set={set} />
      <Button
        variant="plain"
        tone="critical"
        onClick={onRemove}
        accessibilityLabel={t("program.reward.remove", { name: shownName })}
      >
        {t("common.remove")}
      </Button>
    </fieldset>
  );
}

interface PartProps {
  readonly reward: RewardDraft;
  readonly set: (part: Partial<RewardDraft>) => void;
}

function PriceFields({ path, reward, set }: PartProps & { path: string }) {
  const { t } = useTranslator();
  if (reward.mode === "fixed") {
    return (
      <FormLayout.Group>
        <WholeField
          path={`${path}.points`}
          label={t("program.reward.points")}
          value={reward.points}
          onChange={(points) => set({ points })}
        />
        <MoneyField
          path={`${path}.valueMinor`}
          label={t("program.reward.value")}
          value={reward.value}
          onChange={(value) => set({ value })}
        />
      </FormLayout.Group>
    );
  }
  return (
    <>
      <FormLayout.Group>
        <WholeField
          path={`${path}.stepPoints`}
          label={t("program.reward.stepPoints")}
          value={reward.stepPoints}
          onChange={(stepPoints) => set({ stepPoints })}
        />
        <MoneyField
          path={`${path}.stepValueMinor`}
          label={t("program.reward.stepValue")}
          value={reward.stepValue}
          onChange={(stepValue) => set({ stepValue })}
        />
      </FormLayout.Group>
      <FormLayout.Group>
        <WholeField
          path={`${path}.minPoints`}
          label={t("program.reward.minPoints")}
          value={reward.minPoints}
          onChange={(minPoints) => set({ minPoints })}
        />
        <WholeField
          path={`${path}.maxPoints`}
          label={t("program.reward.maxPoints")}
          helpText={t("program.reward.maxPoints.help")}
          value={reward.maxPoints}
          onChange={(maxPoints) => set({ maxPoints })}
        />
      </FormLayout.Group>
    </>
  );
}

function Combinations({ reward, set }: PartProps) {
  const { t } = useTranslator();
  const { combinesWith } = reward;
  return (
    <fieldset className="vafa-plain">
      <legend>{t("program.reward.combines")}</legend>
      <div className="vafa-checks">
        {combinations.map((key) => (
          <Checkbox
            key={key}
            label={t(`program.reward.combines.${key}`)}
            checked={combinesWith[key]}
            onChange={(checked) => set({ combinesWith: { ...combinesWith, [key]: checked } })}
          />
        ))}
      </div>
    </fieldset>
  );
}
