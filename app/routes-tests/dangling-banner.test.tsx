/** The warning of references to tiers and segments that are gone, in every language, and the boxes by which they are taken off. */
import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { AdminProvider } from "../components/admin";
import { HandlePicker } from "../components/pickers/handle-picker";
import { DanglingBanner } from "../components/terms-form/dangling-banner";
import { createTranslator, type Locale, locales } from "../i18n";
import { currency } from "../loyalty/money";
import { firstTerms, type Terms, termsSchema } from "../loyalty/program";
import { capabilitiesOf } from "../stores/capabilities";

function draw(locale: Locale, part: ReactElement): string {
  const shop = { timeZone: "Asia/Tehran", currency: currency("IRR") };
  const reader = { role: "owner", can: capabilitiesOf("shopify") } as const;
  const admin = { translator: createTranslator(locale), ...shop, ...reader };
  const markup = renderToString(
    <AppProvider i18n={english}>
      <AdminProvider admin={admin}>{part}</AdminProvider>
    </AppProvider>,
  );
  return markup.replaceAll("<!-- -->", "");
}

const base = firstTerms("IRR", 100_000);
const onlyFor = (...tierIds: string[]): Terms =>
  termsSchema.parse({
    ...base,
    earningRules: base.earningRules.map((rule) => ({ ...rule, conditions: { tierIds } })),
  });
const saved = onlyFor("gold");
const levels = saved.tiers.levels.filter((level) => level.id !== "gold");
const withoutGold = { ...saved, tiers: { ...saved.tiers, levels } };

test.each(locales)("what a removal leaves behind is said in %s, by the name it had", (locale) => {
  const { text } = createTranslator(locale);
  const markup = draw(locale, <DanglingBanner terms={withoutGold} saved={saved} />);
  const gold = saved.tiers.levels.find((level) => level.id === "gold");
  expect(markup).toContain(text(gold?.name ?? { en: "?" }));
  expect(markup).toContain(text(saved.earningRules[0]?.name ?? { en: "?" }));
  expect(markup).not.toMatch(/undefined|terms\.dangling|\{/);
});

test("what never applies is told apart from what still applies to others", () => {
  expect(draw("en", <DanglingBanner terms={withoutGold} saved={saved} />)).toContain("never applies");
  const some = onlyFor("silver", "platinum");
  const markup = draw("en", <DanglingBanner terms={some} saved={some} />);
  expect(markup).toContain("“platinum”");
  expect(markup).not.toContain("never applies");
});

test("a page warns only of its own, and of nothing when all is there", () => {
  expect(draw("en", <DanglingBanner of="reward" terms={withoutGold} saved={saved} />)).not.toContain("Gold");
  expect(draw("en", <DanglingBanner terms={saved} saved={saved} />)).not.toContain("not there");
});

test("what is gone has a ticked box, so that it can be taken off", () => {
  const picker = (selected: string[]) =>
    draw("en", <HandlePicker label="L" choices={[]} selected={selected} onChange={() => {}} none="N" />);
  expect(picker(["platinum"])).toContain("“platinum” (not there any more)");
  expect(picker([])).not.toContain("checkbox");
});
