/** Campaigns: dated, budgeted changes to earning, for whom they are, how much of them is gone, and what they would have given on the shop's own orders. */
import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslator } from "../../components/admin";
import { DanglingBanner } from "../../components/terms-form/dangling-banner";
import { TermsFormProvider, useTermsFormState } from "../../components/terms-form/terms-form";
import { TermsPage } from "../../components/terms-form/terms-page";
import { readSpendings } from "../../db/campaign-spendings";
import { everydayUnit } from "../../services/install-shop";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { savedTerms, savePart } from "../app/terms-page.server";
import { campaignsForm, campaignsKeys } from "./campaign-form";
import { CampaignList } from "./campaign-list";
import campaignStyles from "./campaigns.css?url";
import { ExampleCard } from "./example-card";
import { SegmentsSection } from "./segments-section";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("campaigns.title");
export const links: LinksFunction = () => [{ rel: "stylesheet", href: campaignStyles }];

const exampleUnits = 100;

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  const { shop, sql, services } = staff;
  const [saved, spent] = await Promise.all([savedTerms(staff), readSpendings(sql, shop.shopId)]);
  return {
    saved,
    spent: Object.fromEntries(spent),
    now: Number(services.now()),
    goods: exampleUnits * everydayUnit(shop),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  return savePart(request, await authenticateStaff(request), campaignsKeys);
}

export default function Campaigns() {
  const { saved, spent, now, goods } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const form = useTermsFormState(campaignsForm, saved);
  return (
    <TermsFormProvider of={campaignsForm} form={form}>
      <TermsPage
        title={t("campaigns.title")}
        subtitle={t("campaigns.about")}
        form={form}
        saved={saved}
        aside={<ExampleCard saved={saved.terms} goods={goods} now={now} />}
      >
        <DanglingBanner terms={form.reading.terms ?? saved.terms} saved={saved.terms} />
        <CampaignList terms={saved.terms} spent={spent} now={now} />
        <SegmentsSection terms={saved.terms} />
      </TermsPage>
    </TermsFormProvider>
  );
}
