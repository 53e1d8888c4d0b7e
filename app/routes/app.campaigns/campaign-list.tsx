/** All campaigns at a glance: when, what, how much of the budget is gone; one at a time is open for editing below. */
import { Badge, BlockStack, Button, Card, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { useAdmin, useTranslator } from "../../components/admin";
import { Empty } from "../../components/empty";
import { FactTable } from "../../components/fact-table";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { replaced } from "../../components/terms-form/writer";
import type { Terms } from "../../loyalty/program";
import { BudgetBar } from "./budget-bar";
import { CampaignEditor } from "./campaign-editor";
import { type CampaignDraft, campaignsForm, newCampaign } from "./campaign-form";

interface Props {
  readonly terms: Pick<Terms, "tiers">;
  /** Points given so far, by campaign. */
  readonly spent: Readonly<Record<string, number>>;
  readonly now: number;
}

const hourMs = 3_600_000;

export function CampaignList({ terms, spent, now }: Props) {
  const { t, text } = useTranslator();
  const { draft, change, write, reading } = useTermsForm(campaignsForm);
  const [open, setOpen] = useState<string | null>(null);
  const { campaigns } = draft;
  const faulty = new Set(
    Object.keys(reading.problems ?? {}).flatMap((path) => /^campaigns\.(\d+)/.exec(path)?.[1] ?? []),
  );
  const index = campaigns.findIndex((campaign) => campaign.id === open);
  const editing = campaigns[index];
  // Segments as they are being typed on this very page, also while something in the form is still wrong.
  const segments = draft.segments.map(({ id, name }) => ({
    id,
    name: text(name) ? name : { en: t("segments.unnamed") },
  }));
  const add = () => {
    const campaign = newCampaign(campaigns, write, Math.ceil(now / hourMs) * hourMs);
    change({ campaigns: [...campaigns, campaign] });
    setOpen(campaign.id);
  };
  return (
    <>
      <Card>
        <BlockStack gap="300">
          {campaigns.length === 0 ? (
            <Empty title={t("campaigns.empty.title")}>
              <p>{t("campaigns.empty.text")}</p>
            </Empty>
          ) : (
            <CampaignTable {...{ campaigns, spent, now, faulty, open }} onOpen={setOpen} />
          )}
          <InlineStack>
            <Button onClick={add}>{t("campaigns.add")}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
      <div id="campaign-editor">
        {editing && (
          <CampaignEditor
            key={editing.id}
            path={`campaigns.${index}`}
            campaign={editing}
            terms={{ tiers: terms.tiers, segments }}
            onChange={(changed) => change({ campaigns: replaced(campaigns, index, changed) })}
            onClose={() => setOpen(null)}
            onRemove={() => {
              change({ campaigns: campaigns.filter((other) => other !== editing) });
              setOpen(null);
            }}
          />
        )}
      </div>
    </>
  );
}

interface TableProps extends Pick<Props, "spent" | "now"> {
  readonly campaigns: readonly CampaignDraft[];
  readonly faulty: ReadonlySet<string>;
  readonly open: string | null;
  readonly onOpen: (id: string | null) => void;
}

function CampaignTable({ campaigns, spent, now, faulty, open, onOpen }: TableProps) {
  const { t, number } = useTranslator();
  return (
    <FactTable
      caption={t("campaigns.list")}
      columns={[
        { title: t("campaigns.column.name") },
        { title: t("campaigns.column.when") },
        { title: t("campaigns.column.gives") },
        { title: t("campaigns.column.budget") },
        { title: t("campaigns.column.priority"), numeric: true },
        { title: t("campaigns.column.state") },
      ]}
      rows={campaigns.map((campaign, place) => ({
        key: campaign.id,
        cells: [
          <NameButton
            key="name"
            campaign={campaign}
            open={campaign.id === open}
            onClick={() => onOpen(campaign.id === open ? null : campaign.id)}
          />,
          <Window key="when" campaign={campaign} />,
          <Gives key="gives" campaign={campaign} />,
          <BudgetBar key="budget" budget={campaign.budget} spent={spent[campaign.id] ?? 0} />,
          <span key="priority">
            {campaign.priority || number(0)}{" "}
            <span className="vafa-quiet">{t(`campaigns.stacking.${campaign.stacking}.short`)}</span>
          </span>,
          <State key="state" {...{ campaign, now }} faulty={faulty.has(String(place))} />,
        ],
      }))}
    />
  );
}

function NameButton({
  campaign,
  open,
  onClick,
}: {
  campaign: CampaignDraft;
  open: boolean;
  onClick: () => void;
}) {
  const { t, text } = useTranslator();
  const name = text(campaign.name) || t("campaigns.unnamed");
  return (
    <Button
      variant="plain"
      textAlign="start"
      ariaExpanded={open}
      ariaControls="campaign-editor"
      accessibilityLabel={t("campaigns.edit", { name })}
      onClick={onClick}
    >
      {name}
    </Button>
  );
}

function Window({ campaign: { from, until } }: { campaign: CampaignDraft }) {
  const { translator, timeZone } = useAdmin();
  const { t, date } = translator;
  if (from === null) return "–";
  if (until === null) return t("campaigns.window.open", { from: date(from, timeZone) });
  return t("campaigns.window", { from: date(from, timeZone), until: date(until - 1, timeZone) });
}

function Gives({ campaign: { kind, multiplier, bonus } }: { campaign: CampaignDraft }) {
  const { t } = useTranslator();
  return kind === "multiplier"
    ? t("campaigns.gives.multiplier", { multiplier: multiplier || "–" })
    : t("campaigns.gives.bonus", { points: bonus || "–" });
}

function State({ campaign, now, faulty }: { campaign: CampaignDraft; now: number; faulty: boolean }) {
  const { t } = useTranslator();
  const { active, from, until } = campaign;
  const state = !active
    ? "off"
    : until !== null && until <= now
      ? "over"
      : from !== null && from > now
        ? "planned"
        : "running";
  const tones = { running: "success", planned: "info" } as const;
  const tone = state === "running" || state === "planned" ? { tone: tones[state] } : {};
  return (
    <InlineStack gap="100">
      <Badge {...tone}>{t(`campaigns.state.${state}`)}</Badge>
      {faulty && <Badge tone="critical">{t("field.invalid")}</Badge>}
    </InlineStack>
  );
}
