/** All ways to earn, as data: rules of orders and of deeds, each with its fields from its kind's definition, and what they come to. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslator } from "../../components/admin";
import { DanglingBanner } from "../../components/terms-form/dangling-banner";
import { TermsFormProvider, useTermsFormState } from "../../components/terms-form/terms-form";
import { TermsPage } from "../../components/terms-form/terms-page";
import { everydayUnit } from "../../services/install-shop";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { savedTerms, savePart } from "../app/terms-page.server";
import { earningForm, earningKeys } from "./earning-form";
import { OrderExample, YearExample } from "./examples";
import { RulesSection } from "./rules-section";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("earning.title");

const exampleUnits = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  return { saved: await savedTerms(staff), goods: exampleUnits * everydayUnit(staff.shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  return savePart(request, await authenticateStaff(request), earningKeys);
}

export default function Earning() {
  const { saved, goods } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const form = useTermsFormState(earningForm, saved);
  return (
    <TermsFormProvider of={earningForm} form={form}>
      <TermsPage
        title={t("earning.title")}
        subtitle={t("earning.about")}
        form={form}
        saved={saved}
        aside={
          <>
            <OrderExample saved={saved.terms} goods={goods} />
            <YearExample saved={saved.terms} />
          </>
        }
      >
        <DanglingBanner of="rule" terms={form.reading.terms ?? saved.terms} saved={saved.terms} />
        <RulesSection on="order" terms={saved.terms} />
        <RulesSection on="action" terms={saved.terms} />
      </TermsPage>
    </TermsFormProvider>
  );
}
