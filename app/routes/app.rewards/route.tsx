/** Rewards: what points can become, what of each is gone, and what a use costs. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useAdmin } from "../../components/admin";
import { DanglingBanner } from "../../components/terms-form/dangling-banner";
import { TermsFormProvider, useTermsFormState } from "../../components/terms-form/terms-form";
import { TermsPage } from "../../components/terms-form/terms-page";
import { readTaken } from "../../db/reward-stocks";
import { everydayUnit } from "../../services/install-shop";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { savedTerms, savePart } from "../app/terms-page.server";
import { CostCard } from "./cost-card";
import { RewardList } from "./reward-list";
import { rewardsForm, rewardsKeys } from "./rewards-form";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("rewards.title");

const exampleUnits = 100;

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  const { shop, sql } = staff;
  const saved = await savedTerms(staff);
  const taken = await readTaken(
    sql,
    shop.shopId,
    saved.terms.rewards.map((reward) => reward.id),
  );
  return { saved, taken: Object.fromEntries(taken), order: exampleUnits * everydayUnit(shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  return savePart(request, await authenticateStaff(request), rewardsKeys);
}

export default function Rewards() {
  const { saved, taken, order } = useLoaderData<typeof loader>();
  const { translator, can } = useAdmin();
  const { t } = translator;
  const form = useTermsFormState(rewardsForm, saved);
  return (
    <TermsFormProvider of={rewardsForm} form={form}>
      <TermsPage
        title={t("rewards.title")}
        subtitle={t(can.storeCredit || can.giftCards ? "rewards.about" : "rewards.about.discounts")}
        form={form}
        saved={saved}
        aside={<CostCard saved={saved.terms} order={order} />}
      >
        <DanglingBanner of="reward" terms={form.reading.terms ?? saved.terms} saved={saved.terms} />
        <RewardList terms={saved.terms} taken={taken} />
      </TermsPage>
    </TermsFormProvider>
  );
}
