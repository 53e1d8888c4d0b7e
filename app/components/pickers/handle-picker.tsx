/** Picks among things the terms themselves define, such as tiers and segments: a row of boxes, none of them ticked for "all". */
import { Checkbox, Text } from "@shopify/polaris";
import type { LocalizedText } from "../../loyalty/schema-parts";
import { useTranslator } from "../admin";

interface Props {
  readonly label: string;
  readonly choices: readonly { readonly id: string; readonly name: LocalizedText }[];
  readonly selected: readonly string[];
  readonly onChange: (ids: string[]) => void;
  /** What none means. */
  readonly none: string;
}

export function HandlePicker({ label, choices, selected, onChange, none }: Props) {
  const { t, text } = useTranslator();
  // What is gone can be seen and taken off, or it would stay for ever.
  const gone = selected.filter((id) => !choices.some((choice) => choice.id === id));
  if (choices.length + gone.length === 0) return null;
  const shown = [
    ...choices.map(({ id, name }) => ({ id, label: text(name) })),
    ...gone.map((id) => ({ id, label: t("terms.dangling.choice", { gone: id }) })),
  ];
  return (
    <fieldset className="vafa-plain">
      <legend>{label}</legend>
      <div className="vafa-checks">
        {shown.map(({ id, label }) => (
          <Checkbox
            key={id}
            label={label}
            checked={selected.includes(id)}
            onChange={(checked) =>
              onChange(checked ? [...selected, id] : selected.filter((other) => other !== id))
            }
          />
        ))}
      </div>
      {selected.length === 0 && (
        <Text as="p" tone="subdued">
          {none}
        </Text>
      )}
    </fieldset>
  );
}
