/** Tiers: the levels and their rules in a form, one member as a worked example, who would move before it is saved, how far it is applied after. */
import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { usePolling } from "../../components/polling";
import { DanglingBanner } from "../../components/terms-form/dangling-banner";
import { TermsFormProvider, useTermsFormState } from "../../components/terms-form/terms-form";
import { TermsPage } from "../../components/terms-form/terms-page";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { savePart } from "../app/terms-page.server";
import { ExampleCard } from "./example-card";
import { LevelsSection } from "./levels-section";
import { NowCard, RecentCard } from "./now-card";
import { PreviewCard } from "./preview-card";
import { RulesSection } from "./rules-section";
import { tierForm, tierKeys } from "./tier-form";
import tierStyles from "./tiers.css?url";
import { readTiersPage } from "./tiers.server";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("tiers.title");
export const links: LinksFunction = () => [{ rel: "stylesheet", href: tierStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  return readTiersPage(await authenticateStaff(request));
}

export async function action({ request }: ActionFunctionArgs) {
  return savePart(request, await authenticateStaff(request), tierKeys);
}

export default function Tiers() {
  const { saved, now, moves, applying, spend, tags } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const form = useTermsFormState(tierForm, saved);
  usePolling(applying !== null);
  return (
    <TermsFormProvider of={tierForm} form={form}>
      <TermsPage
        title={t("tiers.title")}
        subtitle={t("tiers.about")}
        form={form}
        saved={saved}
        aside={
          <>
            <ExampleCard saved={saved.terms} spend={spend} />
            <NowCard now={now} />
            <RecentCard moves={moves} />
          </>
        }
      >
        {applying && (
          <Banner tone="info">
            <p aria-live="polite">{t("tiers.applying", applying)}</p>
          </Banner>
        )}
        <DanglingBanner terms={form.reading.terms ?? saved.terms} saved={saved.terms} />
        <LevelsSection tags={tags} />
        <RulesSection />
        <PreviewCard />
      </TermsPage>
    </TermsFormProvider>
  );
}
