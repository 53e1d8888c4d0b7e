/** All rewards at a glance; one at a time is open for editing below, so that a catalogue of 200 is still one page. */
import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslator } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { freshHandle, replaced } from "../../components/terms-form/writer";
import { readWhole } from "../../i18n/digits";
import type { Terms } from "../../loyalty/program";
import { maySlide, newReward, type RewardDraft } from "./reward-draft";
import { RewardEditor } from "./reward-editor";
import { rewardsForm } from "./rewards-form";

interface Props {
  readonly terms: Terms;
  readonly taken: Readonly<Record<string, number>>;
}

export function RewardList({ terms, taken }: Props) {
  const { t } = useTranslator();
  const { draft, change, write, reading } = useTermsForm(rewardsForm);
  const [open, setOpen] = useState<string | null>(null);
  const { rewards } = draft;
  const faulty = new Set(Object.keys(reading.problems ?? {}).map((path) => Number(path.split(".")[1])));
  const index = rewards.findIndex((reward) => reward.id === open);
  const editing = rewards[index];
  const add = () => {
    const reward = newReward(freshHandle("reward", rewards), write);
    change({ rewards: [...rewards, reward] });
    setOpen(reward.id);
  };
  return (
    <>
      <Card>
        <BlockStack gap="300">
          {rewards.length === 0 ? (
            <div className="vafa-empty">
              <Text as="h2" variant="headingMd">
                {t("rewards.empty.title")}
              </Text>
              <p>{t("rewards.empty.text")}</p>
            </div>
          ) : (
            <RewardTable rewards={rewards} taken={taken} faulty={faulty} open={open} onOpen={setOpen} />
          )}
          <InlineStack>
            <Button onClick={add}>{t("rewards.add")}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
      <div id="reward-editor">
        {editing && (
          <RewardEditor
            key={editing.id}
            path={`rewards.${index}`}
            reward={editing}
            terms={terms}
            onChange={(changed) => change({ rewards: replaced(rewards, index, changed) })}
            onClose={() => setOpen(null)}
            onRemove={() => {
              change({ rewards: rewards.filter((other) => other !== editing) });
              setOpen(null);
            }}
          />
        )}
      </div>
    </>
  );
}

interface TableProps {
  readonly rewards: readonly RewardDraft[];
  readonly taken: Props["taken"];
  /** Places of rewards with a complaint in their form. */
  readonly faulty: ReadonlySet<number>;
  readonly open: string | null;
  readonly onOpen: (id: string | null) => void;
}

function RewardTable({ rewards, taken, faulty, open, onOpen }: TableProps) {
  const { t } = useTranslator();
  return (
    <FactTable
      caption={t("rewards.list")}
      columns={[
        { title: t("rewards.column.name") },
        { title: t("rewards.column.kind") },
        { title: t("rewards.column.price"), numeric: true },
        { title: t("rewards.column.given"), numeric: true },
        { title: t("rewards.column.state") },
      ]}
      rows={rewards.map((reward, place) => ({
        key: reward.id,
        cells: [
          <NameButton
            key="name"
            reward={reward}
            open={reward.id === open}
            onClick={() => onOpen(reward.id === open ? null : reward.id)}
          />,
          t(`rewards.kind.${reward.kind}`),
          <Price key="price" reward={reward} />,
          <Given key="given" reward={reward} taken={taken[reward.id] ?? 0} />,
          <State key="state" reward={reward} taken={taken[reward.id] ?? 0} faulty={faulty.has(place)} />,
        ],
      }))}
    />
  );
}

function NameButton({ reward, open, onClick }: { reward: RewardDraft; open: boolean; onClick: () => void }) {
  const { t, text } = useTranslator();
  const name = text(reward.name) || t("rewards.new");
  return (
    <Button
      variant="plain"
      textAlign="start"
      ariaExpanded={open}
      ariaControls="reward-editor"
      accessibilityLabel={t("rewards.edit", { name })}
      onClick={onClick}
    >
      {name}
    </Button>
  );
}

function Price({ reward }: { reward: RewardDraft }) {
  const { t } = useTranslator();
  const slides = reward.mode === "slider" && maySlide(reward.kind);
  const points = readWhole(slides ? reward.minPoints : reward.points);
  if (points === null) return "–";
  if (points === 0) return t("rewards.price.free");
  return t(slides ? "rewards.price.from" : "rewards.price.points", { points });
}

function Given({ reward, taken }: { reward: RewardDraft; taken: number }) {
  const { t, number } = useTranslator();
  const stock = readWhole(reward.stock);
  return stock === null ? number(taken) : t("rewards.given.of", { taken, stock });
}

function State({ reward, taken, faulty }: { reward: RewardDraft; taken: number; faulty: boolean }) {
  const { t } = useTranslator();
  const stock = readWhole(reward.stock);
  const personal = reward.segmentIds.length > 0 || reward.memberIds.trim() !== "";
  return (
    <InlineStack gap="100">
      {reward.active ? (
        <Badge tone="success">{t("rewards.state.on")}</Badge>
      ) : (
        <Badge>{t("rewards.state.off")}</Badge>
      )}
      {stock !== null && taken >= stock && <Badge tone="warning">{t("rewards.state.sold-out")}</Badge>}
      {personal && <Badge tone="info">{t("rewards.state.personal")}</Badge>}
      {faulty && <Badge tone="critical">{t("field.invalid")}</Badge>}
    </InlineStack>
  );
}
