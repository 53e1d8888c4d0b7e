/** One reward in its form: what it is, what it costs, who may have it, when and how often, and what it combines with. */
import { BlockStack, Button, Card, Checkbox, InlineStack, Select, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { useAdmin, useTranslator } from "../../components/admin";
import { MoneyField, NameFields } from "../../components/terms-form/fields";
import type { Terms } from "../../loyalty/program";
import { type RewardKind, rewardKinds } from "../../loyalty/rewards";
import type { Capabilities } from "../../stores/capabilities";
import { Combinations } from "./combinations";
import { LimitFields } from "./limit-fields";
import { PriceFields } from "./price-fields";
import type { RewardDraft } from "./reward-draft";
import { WhoFields } from "./who-fields";

export interface FieldsProps {
  readonly path: string;
  readonly reward: RewardDraft;
  readonly set: (part: Partial<RewardDraft>) => void;
}

interface Props {
  readonly path: string;
  readonly reward: RewardDraft;
  readonly terms: Terms;
  readonly onChange: (reward: RewardDraft) => void;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

const gifts: readonly string[] = ["store-credit", "gift-card"];

/** What the store can give. A kind that it cannot, but that this reward is, stays in sight until another is chosen. */
const kindsFor = (can: Capabilities, present: RewardKind): readonly RewardKind[] =>
  rewardKinds.filter(
    (kind) =>
      kind === present ||
      !((kind === "store-credit" && !can.storeCredit) || (kind === "gift-card" && !can.giftCards)),
  );

export function RewardEditor({ path, reward, terms, onChange, onClose, onRemove }: Props) {
  const { translator, can } = useAdmin();
  const { t, text } = translator;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => afterPaint(() => top.current?.scrollIntoView({ block: "nearest" })), []);
  const set = (part: Partial<RewardDraft>) => onChange({ ...reward, ...part });
  const onOrder = !gifts.includes(reward.kind);
  return (
    <div ref={top}>
      <Card>
        <BlockStack gap="400">
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {t("rewards.editing", { name: text(reward.name) || t("rewards.new") })}
            </Text>
            <Button onClick={onClose}>{t("rewards.close")}</Button>
          </InlineStack>
          <Checkbox
            label={t("rewards.active")}
            checked={reward.active}
            onChange={(active) => set({ active })}
          />
          <NameFields path={`${path}.name`} name={reward.name} onChange={(name) => set({ name })} />
          <Select
            label={t("rewards.kind")}
            helpText={t(`rewards.kind.help.${reward.kind}`)}
            options={kindsFor(can, reward.kind).map((value) => ({
              value,
              label: t(`rewards.kind.${value}`),
            }))}
            value={reward.kind}
            onChange={(chosen) => set({ kind: rewardKinds.find((kind) => kind === chosen) ?? "amount-off" })}
          />
          <PriceFields path={path} reward={reward} set={set} />
          {onOrder && <OrderFields path={path} reward={reward} set={set} />}
          <WhoFields path={path} reward={reward} set={set} terms={terms} />
          <LimitFields path={path} reward={reward} set={set} />
          <BlockStack gap="100" inlineAlign="start">
            <Button variant="plain" tone="critical" onClick={onRemove}>
              {t("rewards.remove")}
            </Button>
            <Text as="p" tone="subdued">
              {t("rewards.remove.help")}
            </Text>
          </BlockStack>
        </BlockStack>
      </Card>
    </div>
  );
}

/** What of an order a code asks for. Gifts have no code, so there is nothing to ask. */
function OrderFields({ path, reward, set }: FieldsProps) {
  const { t } = useTranslator();
  return (
    <>
      {reward.kind !== "free-product" && (
        <MoneyField
          path={`${path}.minimumSubtotalMinor`}
          label={t("rewards.minimumSubtotal")}
          helpText={t("rewards.minimumSubtotal.help")}
          value={reward.minimumSubtotal}
          onChange={(minimumSubtotal) => set({ minimumSubtotal })}
        />
      )}
      <Combinations reward={reward} set={set} />
    </>
  );
}

/** Once what is drawn now is on the screen: scrolled in the same frame, what the form pushes down from below the screen counts as a layout shift. */
function afterPaint(act: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(act);
  });
  return () => cancelAnimationFrame(frame);
}
