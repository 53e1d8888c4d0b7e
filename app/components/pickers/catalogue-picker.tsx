/** Picks products or collections of the store by name. What was picked stays visible, also when the store does not know it any more. */
import { Autocomplete, BlockStack, InlineStack, Tag, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslator } from "../admin";
import { type CatalogueKind, useCatalogue } from "./use-catalogue";

interface Props {
  readonly kind: CatalogueKind;
  readonly label: string;
  readonly selected: readonly string[];
  readonly onChange: (ids: string[], titleOf: (id: string) => string) => void;
  readonly helpText?: string;
}

export function CataloguePicker({ kind, label, selected, onChange, helpText }: Props) {
  const { t } = useTranslator();
  const [words, setWords] = useState("");
  const { titles, found, busy, away } = useCatalogue(kind, selected, words);
  const options = found.map(({ id, title }) => ({ value: id, label: title }));
  const titleOf = (id: string) => titles[id] ?? t("picker.unknown", { id });
  return (
    <BlockStack gap="200">
      <Autocomplete
        allowMultiple
        options={options}
        selected={[...selected]}
        onSelect={(chosen) => {
          // The list holds only what was found: what was picked before and is not in it stays picked.
          const shown = new Set(options.map((option) => option.value));
          onChange(
            [...selected.filter((id) => !shown.has(id)), ...chosen.filter((id) => shown.has(id))],
            titleOf,
          );
        }}
        loading={busy}
        emptyState={<Text as="p">{away ? t("picker.away") : t("picker.none")}</Text>}
        textField={
          <Autocomplete.TextField
            label={label}
            value={words}
            onChange={setWords}
            placeholder={t(`picker.${kind}`)}
            autoComplete="off"
            {...(helpText === undefined ? {} : { helpText })}
          />
        }
      />
      {selected.length > 0 && (
        <InlineStack gap="200">
          {selected.map((id) => (
            <Tag
              key={id}
              onRemove={() =>
                onChange(
                  selected.filter((other) => other !== id),
                  titleOf,
                )
              }
            >
              {titleOf(id)}
            </Tag>
          ))}
        </InlineStack>
      )}
    </BlockStack>
  );
}
