/** Warns of what asks for a tier or a segment that is not in the terms, as they would be when saved now. It hinders nothing: tiers and segments are edited freely. */
import { Banner, List } from "@shopify/polaris";
import { type DanglingReference, danglingReferences, type Referrer } from "../../loyalty/dangling-references";
import type { Terms } from "../../loyalty/program";
import { useTranslator } from "../admin";

interface Props {
  /** As they would be when saved now. */
  readonly terms: Terms;
  /** As they are in force: they still know the names of what the form removes. */
  readonly saved: Terms;
  /** Only whose references these are; everybody's when it is left out. */
  readonly of?: Referrer["kind"];
}

export function DanglingBanner({ terms, saved, of }: Props) {
  const { t, text } = useTranslator();
  const dangling = danglingReferences(terms).filter(({ from }) => of === undefined || from.kind === of);
  if (dangling.length === 0) return null;
  const nameOf = ({ to, id }: DanglingReference) => {
    const known = (to === "tier" ? saved.tiers.levels : saved.segments).find((one) => one.id === id);
    return known ? text(known.name) : id;
  };
  return (
    <Banner tone="warning" title={t("terms.dangling.title")}>
      <List>
        {dangling.map((one) => (
          <List.Item key={one.path}>
            {t(one.lets ? "terms.dangling.part" : "terms.dangling.never", {
              kind: one.from.kind,
              name: text(one.from.name),
              to: one.to,
              gone: nameOf(one),
            })}
          </List.Item>
        ))}
      </List>
    </Banner>
  );
}
