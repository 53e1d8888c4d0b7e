/** The worked example beside the form: a basket, what it earns as each tier, what points buy. Moves with every key that is pressed. */
import { BlockStack, Card, Text, TextField } from "@shopify/polaris";
import { useMemo, useRef, useState } from "react";
import { latinDigits } from "../../i18n/digits";
import { parseDecimal } from "../../loyalty/money";
import type { Terms } from "../../loyalty/program";
import { useAdmin } from "../admin";
import { FactTable } from "../fact-table";
import type { Reading } from "../terms-form/terms-form";
import { fieldWriter } from "../terms-form/writer";
import { ExampleRewards, ExampleTiers } from "./example-tables";
import { type Example, workedExample } from "./worked-example";

/** Terms that can be computed with: those in the form, or the last that could. */
function useComputable(saved: Terms, reading: Reading): Terms {
  const last = useRef(saved);
  if (reading.terms) last.current = reading.terms;
  return last.current;
}

interface Props {
  readonly saved: Terms;
  readonly reading: Reading;
  /** Of the basket at first, in minor units. */
  readonly goods: number;
}

export function ExampleCard({ saved, reading, goods }: Props) {
  const { translator, currency, can } = useAdmin();
  const { t } = translator;
  const write = useMemo(() => fieldWriter(translator.locale, currency), [translator.locale, currency]);
  const [basket, setBasket] = useState(() => write.money(goods));
  const amount = parseDecimal(latinDigits(basket), currency);
  const terms = useComputable(saved, reading);
  const worked = useMemo(
    () => workedExample(terms, amount === null || amount < 0 ? goods : amount, can),
    [terms, amount, goods, can],
  );
  const readable = amount !== null && amount >= 0;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("example.title")}
        </Text>
        <TextField
          label={t("example.basket")}
          inputMode="decimal"
          suffix={translator.currencyName(currency)}
          value={basket}
          onChange={setBasket}
          autoComplete="off"
          maxLength={20}
          {...(readable ? {} : { error: t("field.money", { example: write.money(goods) }) })}
        />
        <div aria-live="polite" className="vafa-stack">
          {!reading.terms && (
            <Text as="p" tone="critical">
              {t("example.broken")}
            </Text>
          )}
          <ExampleLines example={worked} />
          <ExampleTiers example={worked} terms={terms} />
          <ExampleRewards example={worked} terms={terms} />
        </div>
      </BlockStack>
    </Card>
  );
}

const lineTitles = {
  product: "example.line.goods",
  shipping: "example.line.shipping",
  "gift-card": "example.line.gift-card",
} as const;

function ExampleLines({ example }: { example: Example }) {
  const { translator, currency } = useAdmin();
  const { t, number, money } = translator;
  const columns = [
    { title: t("example.column.line") },
    { title: t("example.column.counts"), numeric: true },
    { title: t("example.column.points"), numeric: true },
  ];
  const rows = example.lines.map((line) => ({
    key: line.kind,
    cells: [
      <span key="line">
        {t(lineTitles[line.kind])} <span className="vafa-quiet">{money(line.gross, currency)}</span>
      </span>,
      money(line.eligible, currency),
      number(line.points),
    ],
  }));
  return (
    <>
      <FactTable narrow caption={t("example.title")} columns={columns} rows={rows} />
      <p className="vafa-quiet">
        {t("example.tax", {
          amount: money(example.tax, currency),
          discount: money(example.discount, currency),
        })}
      </p>
    </>
  );
}
