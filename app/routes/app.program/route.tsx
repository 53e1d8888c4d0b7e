/** The program's basics in a form, a worked example that moves with every key, and every version of the terms there has been. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslator } from "../../components/admin";
import { TermsFormProvider, useTermsFormState } from "../../components/terms-form/terms-form";
import { TermsPage } from "../../components/terms-form/terms-page";
import { ExampleCard } from "../../components/worked-example/example-card";
import { readTermsHistory } from "../../db/read/terms-history";
import { everydayUnit } from "../../services/install-shop";
import { staffNames } from "../app/actors.server";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { savedTerms, savePart } from "../app/terms-page.server";
import { EligibilitySection, ExchangeSection, NameSection } from "./earning-sections";
import { HistoryCard, type VersionView } from "./history-card";
import { ExpirySection, PendingSection, RedemptionSection } from "./lifetime-sections";
import { programForm, programKeys } from "./program-form";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("program.title");

const versionsShown = 10;
const exampleUnits = 100;

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  const { shop, sql } = staff;
  const [saved, history] = await Promise.all([
    savedTerms(staff),
    readTermsHistory(sql, shop.shopId, versionsShown),
  ]);
  const names = await staffNames(
    staff,
    history.map((row) => row.createdBy),
  );
  const versions: VersionView[] = history.map((row) => ({
    version: row.version,
    at: row.createdAt.getTime(),
    actor: names[row.createdBy] ?? row.createdBy,
  }));
  return { saved, versions, goods: exampleUnits * everydayUnit(shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  return savePart(request, await authenticateStaff(request), programKeys);
}

export default function Program() {
  const { saved, versions, goods } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const form = useTermsFormState(programForm, saved);
  return (
    <TermsFormProvider of={programForm} form={form}>
      <TermsPage
        title={t("program.title")}
        subtitle={t("program.version", { version: saved.version })}
        form={form}
        saved={saved}
        aside={
          <>
            <ExampleCard saved={saved.terms} reading={form.reading} goods={goods} />
            <HistoryCard versions={versions} inForce={saved.version} />
          </>
        }
      >
        <NameSection />
        <EligibilitySection />
        <PendingSection />
        <ExpirySection />
        <RedemptionSection />
        <ExchangeSection />
      </TermsPage>
    </TermsFormProvider>
  );
}
