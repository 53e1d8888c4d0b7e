/** Beside the rules: what one order earns by each of them, and what deeds can come to in a year. Moves with every key that is pressed. */
import { Banner, BlockStack, Card, Text } from "@shopify/polaris";
import { useRef } from "react";
import { useAdmin } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { rulesExample } from "../../components/worked-example/rules-example";
import { isActionRule, mostInAYear } from "../../loyalty/actions";
import type { Terms } from "../../loyalty/program";
import { explainedItemOf } from "../../services/explain-sentences";
import { earningForm } from "./earning-form";

/** Terms that can be computed with: those in the form, or the last that could. */
function useComputable(saved: Terms): { terms: Terms; broken: boolean } {
  const { reading } = useTermsForm(earningForm);
  const last = useRef(saved);
  if (reading.terms) last.current = reading.terms;
  return { terms: last.current, broken: reading.terms === null };
}

export function OrderExample({ saved, goods }: { readonly saved: Terms; readonly goods: number }) {
  const { translator, currency } = useAdmin();
  const { t, money, number } = translator;
  const { terms, broken } = useComputable(saved);
  const example = rulesExample(terms, goods);
  const columns = [
    { title: t("earning.example.rule") },
    { title: t("example.column.points"), numeric: true },
  ];
  const rows = example.rules.map(({ rule, verdict }) => {
    const said = explainedItemOf(rule, verdict, { translator, currency });
    return {
      key: rule.id,
      cells: [
        <div key="rule">
          {said.name}
          <div className="vafa-quiet">{said.sentence}</div>
        </div>,
        number(said.points),
      ],
    };
  });
  const basket = { amount: money(goods, currency), count: example.products };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("earning.example.title")}
        </Text>
        <Text as="p">{t("earning.example.order", basket)}</Text>
        <div aria-live="polite" className="vafa-stack">
          {broken && (
            <Text as="p" tone="critical">
              {t("example.broken")}
            </Text>
          )}
          {example.applied > 1 && (
            <Banner tone="info">
              <p>{t("earning.example.overlap", { count: example.applied, points: example.points })}</p>
            </Banner>
          )}
          <FactTable
            narrow
            caption={t("earning.example.title")}
            columns={columns}
            rows={rows}
            foot={[t("earning.example.sum"), number(example.points)]}
          />
        </div>
      </BlockStack>
    </Card>
  );
}

export function YearExample({ saved }: { readonly saved: Terms }) {
  const { t, text, number } = useAdmin().translator;
  const { terms } = useComputable(saved);
  const rules = terms.earningRules.filter(isActionRule).filter((rule) => rule.active);
  if (rules.length === 0) return null;
  const columns = [
    { title: t("earning.example.rule") },
    { title: t("example.column.points"), numeric: true },
  ];
  const rows = rules.map((rule) => {
    const most = mostInAYear(rule);
    return { key: rule.id, cells: [text(rule.name), most === null ? t("earning.year.codes") : number(most)] };
  });
  const sum = rules.reduce((total, rule) => total + (mostInAYear(rule) ?? 0), 0);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("earning.year.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("earning.year.help")}
        </Text>
        <FactTable
          narrow
          caption={t("earning.year.title")}
          columns={columns}
          rows={rows}
          foot={[t("earning.example.sum"), number(sum)]}
        />
      </BlockStack>
    </Card>
  );
}
