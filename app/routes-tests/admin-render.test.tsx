/** The admin's parts draw themselves on the server in every language: every number in its digits, every text in its words. */
import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { AdminProvider } from "../components/admin";
import { ActivityChart } from "../components/chart/activity-chart";
import { chartGeometry } from "../components/chart/geometry";
import { Fault } from "../components/fault";
import { Pager } from "../components/pager";
import { TermsFormProvider, useTermsFormState } from "../components/terms-form/terms-form";
import { ExampleCard } from "../components/worked-example/example-card";
import { createTranslator, type Locale, locales } from "../i18n";
import { polarisDictionary } from "../i18n/polaris-dictionary";
import { termsVersion } from "../loyalty/brand";
import { currency } from "../loyalty/money";
import { firstTerms } from "../loyalty/program";
import { HealthCard } from "../routes/app/health-card";
import { Figures } from "../routes/app._index/figures";
import { FirstSteps } from "../routes/app._index/first-steps";
import { Failures } from "../routes/app.deliveries/failures";
import { ImportState } from "../routes/app.import/import-state";
import { AuditCard } from "../routes/app.members.$memberId/audit-card";
import { BalanceCard } from "../routes/app.members.$memberId/balance-card";
import { EntryWhat } from "../routes/app.members.$memberId/entry-what";
import { ProfileCard } from "../routes/app.members.$memberId/profile-card";
import { TierCard } from "../routes/app.members.$memberId/tier-card";
import { NameSection } from "../routes/app.program/earning-sections";
import { HistoryCard } from "../routes/app.program/history-card";
import { ExpirySection, PendingSection, RedemptionSection } from "../routes/app.program/lifetime-sections";
import { programForm } from "../routes/app.program/program-form";
import { capabilitiesOf } from "../stores/capabilities";

const at = Date.UTC(2026, 10, 22, 12);

function draw(locale: Locale, part: ReactElement): string {
  const shop = { timeZone: "Asia/Tehran", currency: currency("IRR") };
  const reader = { role: "owner", can: capabilitiesOf("shopify") } as const;
  const admin = { translator: createTranslator(locale), ...shop, ...reader };
  const own = polarisDictionary(locale);
  return renderToString(
    <AppProvider i18n={own ? [own, english] : english}>
      <AdminProvider admin={admin}>{part}</AdminProvider>
    </AppProvider>,
  );
}

const terms = firstTerms("IRR", 100_000);

function ProgramForm() {
  const form = useTermsFormState(programForm, { version: 3, terms });
  return (
    <TermsFormProvider of={programForm} form={form}>
      <NameSection />
      <PendingSection />
      <ExpirySection />
      <RedemptionSection />
      <ExampleCard saved={terms} reading={form.reading} goods={10_000_000} />
    </TermsFormProvider>
  );
}

const values = [1_200, 30];
const periods = values.map((issued, index) => ({
  label: `p${index}`,
  name: `period ${index}`,
  issued,
  spent: -10,
}));
const geometry = (locale: Locale) =>
  chartGeometry([{ values }, { values: [-10, -10] }], createTranslator(locale).direction);

const entry = {
  place: 1,
  from: null,
  seq: 7,
  kind: "earn" as const,
  sentence: "#1001",
  note: "note",
  actor: "staff:1",
  points: 1_200,
  balanceAfter: 1_200,
  at,
  happenedAt: at - 200_000_000,
  maturesAt: at + 200_000_000,
  expiresAt: at + 300_000_000,
  idleDays: null,
  undo: null,
  breakdown: {
    orderName: "#1001",
    points: 1_200,
    eligible: 24_000_000,
    termsVersion: termsVersion(1),
    multiplierBp: 12_500,
    tier: "Silver",
    none: null,
    orderId: "1",
    campaigns: [{ id: "nowruz", name: "Nowruz", points: 10, wanted: 20 }],
    lines: [{ title: "Tea", eligible: 24_000_000, points: 1_200, excluded: null }],
    rules: [{ id: "spend", name: "Spend", eligible: 24_000_000, points: 1_200 }],
  },
};

const standing = { active: 1_200, pending: 5, reserved: 7, deficit: 3, earned: 1_215, spent: 0, expired: 0 };
const parts: Readonly<Record<string, (locale: Locale) => ReactElement>> = {
  chart: (locale) => <ActivityChart data={{ geometry: geometry(locale), periods, span: "months" }} />,
  figures: () => (
    <Figures
      figures={{
        members: 1_200,
        issued: 1,
        spent: 2,
        expired: 3,
        outstanding: 4,
        liability: { minor: 5, reward: "R", points: 100, valueMinor: 100_000 },
      }}
    />
  ),
  "first steps": () => (
    <FirstSteps
      steps={[
        { id: "import", done: true, url: null },
        { id: "theme", done: null, url: "https://x" },
      ]}
    />
  ),
  health: () => (
    <HealthCard
      health={{
        waiting: 1_200,
        parked: 2,
        unsent: 3,
        topics: [{ topic: "orders/paid", label: "L", last: null, waiting: 1_200, parked: 0 }],
        watch: {
          rows: [{ key: "sweep", what: "W", last: null, found: "F" }],
          mended: true,
          held: { orders: 1_200, of: 2_400, when: "now" },
        },
      }}
    />
  ),
  balance: () => <BalanceCard balance={{ ...standing, nextExpiry: { points: 1_200, at } }} />,
  tier: () => (
    <TierCard
      active={false}
      tier={{
        name: "Silver",
        multiplierBp: 12_500,
        since: at,
        graceUntil: at,
        ways: [
          { kind: "next", tier: "Gold", metric: "spend", have: 1_200, need: 2_400, percent: 50, until: null },
        ],
        pin: { until: at },
        levels: [],
        reasons: [],
        history: [{ id: 1, from: "Bronze", to: "Silver", kept: false, why: "W", at }],
      }}
    />
  ),
  profile: () => <ProfileCard member={{ profile: null, customerIds: ["6", "7"], joinedAt: at }} />,
  audit: () => (
    <AuditCard
      member={{
        audit: [{ id: 1, text: "T", actor: "staff:1", at, points: 1_200 }],
        actors: { "staff:1": "Sara" },
      }}
    />
  ),
  entry: () => (
    <EntryWhat entry={entry} actors={{ "staff:1": "Sara" }}>
      {null}
    </EntryWhat>
  ),
  failures: () => (
    <Failures failures={[{ id: 1, what: "W", attempts: 1_200, lastError: "503", next: null }]} />
  ),
  import: () => (
    <ImportState latest={{ state: "running", orders: 1_200, expected: 2_400, finishedAt: null }} />
  ),
  program: () => <ProgramForm />,
  history: () => <HistoryCard versions={[{ version: 1_200, at, actor: "Sara" }]} inForce={1_200} />,
  pager: () => <Pager newer={null} older="/older" label="L" />,
  fault: () => <Fault title="T" text="1200" action={{ content: "A", url: "/app" }} />,
};

describe.each(locales)("in %s", (locale) => {
  test.each(Object.entries(parts))("%s is drawn", (_, part) => {
    const markup = draw(locale, part(locale));
    expect(markup.length).toBeGreaterThan(50);
    expect(markup).not.toMatch(/undefined|NaN|\[object/);
  });
});

test("numbers are drawn in the reader's digits", () => {
  expect(draw("en", <BalanceCard balance={{ ...standing, nextExpiry: null }} />)).toContain("1,200");
  expect(draw("fa", <BalanceCard balance={{ ...standing, nextExpiry: null }} />)).toContain("۱٬۲۰۰");
  expect(draw("ar", <BalanceCard balance={{ ...standing, nextExpiry: null }} />)).toContain("١٬٢٠٠");
});

test("the chart is told in words and as a table, too", () => {
  const markup = draw("en", <ActivityChart data={{ geometry: geometry("en"), periods, span: "months" }} />);
  expect(markup).toContain(
    'role="img" aria-label="Bar chart of points issued and spent in 2 periods. Issued in all: 1,230. Spent in all: -20."',
  );
  expect(markup).toContain("<caption");
  expect(markup).toContain('<th scope="row">period 1</th>');
});

test("nothing is paged while everything fits on one page", () => {
  expect(draw("en", <Pager newer={null} older={null} label="L" />)).not.toContain("<nav");
});

test("the form of the program shows what the core computes", () => {
  const markup = draw("fa", <ProgramForm />);
  expect(markup).toContain("۱۰٬۰۰۰٬۰۰۰");
  expect(markup).toContain("۳۷۵");
});
