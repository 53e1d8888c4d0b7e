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
  const { text } = useTranslator();
  if (choices.length === 0) return null;
  return (
    <fieldset className="vafa-plain">
      <legend>{label}</legend>
      <div className="vafa-checks">
        {choices.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={text(name)}
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
