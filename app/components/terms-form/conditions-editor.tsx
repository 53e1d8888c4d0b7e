/** The editor of conditions, the same for rules and campaigns: closed at first, saying how many are set, because most rules want none. */
import { BlockStack, Collapsible, FormLayout } from "@shopify/polaris";
import { useId, useState } from "react";
import { channels } from "../../loyalty/conditions";
import type { LocalizedText } from "../../loyalty/schema-parts";
import { useTranslator } from "../admin";
import { CataloguePicker } from "../pickers/catalogue-picker";
import { HandlePicker } from "../pickers/handle-picker";
import { type ConditionsDraft, conditionsSet } from "./conditions-draft";
import { MoneyField, PlainField } from "./fields";

interface Choice {
  readonly id: string;
  readonly name: LocalizedText;
}

/** The tiers and segments that can be chosen. */
export interface ConditionChoices {
  readonly tiers: { readonly levels: readonly Choice[] };
  readonly segments: readonly Choice[];
}

interface Props {
  /** Of the conditions in the terms, such as `campaigns.0.conditions`. */
  readonly path: string;
  readonly conditions: ConditionsDraft;
  readonly onChange: (conditions: ConditionsDraft) => void;
  readonly terms: ConditionChoices;
  /** Rules of actions have no basket: only who may earn is asked. */
  readonly withBasket?: boolean;
}

export function ConditionsEditor({ withBasket = true, ...props }: Props) {
  const { t } = useTranslator();
  const [open, setOpen] = useState(false);
  const id = useId();
  const count = conditionsSet(props.conditions);
  return (
    <div>
      <button
        type="button"
        className="vafa-explained"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {t("conditions.title", { count })}
      </button>
      <Collapsible id={id} open={open}>
        <div className="vafa-after">
          <BlockStack gap="400">
            <WhoFields {...props} />
            {withBasket && <BasketFields {...props} />}
          </BlockStack>
        </div>
      </Collapsible>
    </div>
  );
}

function WhoFields({ conditions, onChange, terms }: Props) {
  const { t } = useTranslator();
  const set = (part: Partial<ConditionsDraft>) => onChange({ ...conditions, ...part });
  return (
    <>
      <HandlePicker
        label={t("conditions.tiers")}
        choices={terms.tiers.levels}
        selected={conditions.tierIds}
        onChange={(tierIds) => set({ tierIds })}
        none={t("conditions.tiers.all")}
      />
      <HandlePicker
        label={t("conditions.segments")}
        choices={terms.segments}
        selected={conditions.segmentIds}
        onChange={(segmentIds) => set({ segmentIds })}
        none={t("conditions.segments.all")}
      />
    </>
  );
}

function BasketFields({ path, conditions, onChange }: Props) {
  const { t } = useTranslator();
  const set = (part: Partial<ConditionsDraft>) => onChange({ ...conditions, ...part });
  return (
    <>
      {(["products", "collections"] as const).map((what) =>
        (["include", "exclude"] as const).map((way) => (
          <CataloguePicker
            key={`${what}-${way}`}
            kind={what === "products" ? "product" : "collection"}
            label={t(`conditions.${what}.${way}`)}
            selected={conditions[what][way]}
            onChange={(ids) => set({ [what]: { ...conditions[what], [way]: ids } })}
          />
        )),
      )}
      <HandlePicker
        label={t("conditions.channels")}
        choices={channels.map((id) => ({ id, name: { en: t(`channel.${id}`) } }))}
        selected={conditions.channels}
        onChange={(ids) => set({ channels: channels.filter((channel) => ids.includes(channel)) })}
        none={t("conditions.channels.all")}
      />
      <FormLayout>
        <FormLayout.Group>
          <PlainField
            path={`${path}.currencies.0`}
            label={t("conditions.currencies")}
            helpText={t("conditions.currencies.help")}
            value={conditions.currencies}
            onChange={(currencies) => set({ currencies })}
          />
          <MoneyField
            path={`${path}.minimumMinor`}
            label={t("conditions.minimum")}
            helpText={t("conditions.minimum.help")}
            value={conditions.minimum}
            onChange={(minimum) => set({ minimum })}
          />
        </FormLayout.Group>
      </FormLayout>
    </>
  );
}
