/** Referrals: the rules with what a new customer costs, who waits for a person's decision, and how far invitations come. */
import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslator } from "../../components/admin";
import type { Answer } from "../../components/announce";
import { TermsFormProvider, useTermsFormState } from "../../components/terms-form/terms-form";
import { TermsPage } from "../../components/terms-form/terms-page";
import { decideReferral } from "../../services/decide-referral";
import { titled } from "../app/page-title";
import { authenticateStaff, type Staff } from "../app/staff.server";
import { savePart } from "../app/terms-page.server";
import { formIn } from "../shared/form-in.server";
import { CostCard } from "./cost-card";
import funnelStyles from "./funnel.css?url";
import { FunnelCard } from "./funnel-card";
import { ListCard } from "./list-card";
import { referralForm, referralKeys } from "./referral-form";
import { decisionSchema, readReferralPage } from "./referrals.server";
import { ReviewCard } from "./review-card";
import { GiftSection, LimitSection } from "./terms-sections";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("referrals.title");
export const links: LinksFunction = () => [{ rel: "stylesheet", href: funnelStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  return readReferralPage(await authenticateStaff(request), new URL(request.url));
}

export async function action({ request }: ActionFunctionArgs) {
  const staff = await authenticateStaff(request);
  const saving = request.headers.get("Content-Type")?.includes("application/json");
  return saving ? savePart(request, staff, referralKeys) : decide(request, staff);
}

async function decide(request: Request, { services, shop, actor, translator }: Staff) {
  const { t } = translator;
  const wish = decisionSchema.safeParse(Object.fromEntries(await formIn(request)));
  if (!wish.success)
    return json<Answer>({ done: false, reason: "bad-request", message: t("declined.bad-request") }, 400);
  const { id, verdict, reason } = wish.data;
  const outcome = await decideReferral(services, {
    shopId: shop.shopId,
    referralId: id,
    verdict,
    reason,
    actor,
  });
  if (!outcome.done) {
    const message =
      outcome.reason === "reason-missing" ? t("referrals.decide.missing") : t(`declined.${outcome.reason}`);
    return json<Answer>({ done: false, reason: outcome.reason, message }, 409);
  }
  return json<Answer>({ done: true, message: t(`referrals.decided.${verdict}`) });
}

export default function Referrals() {
  const { saved, view, order } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const form = useTermsFormState(referralForm, saved);
  return (
    <TermsFormProvider of={referralForm} form={form}>
      <TermsPage
        title={t("referrals.title")}
        subtitle={t("referrals.about")}
        form={form}
        saved={saved}
        aside={
          <>
            <CostCard saved={saved.terms} order={order} />
            <FunnelCard counts={view.counts} />
          </>
        }
      >
        <ReviewCard queue={view.queue} />
        <GiftSection />
        <LimitSection />
        <ListCard view={view} active={saved.terms.referrals.active} />
      </TermsPage>
    </TermsFormProvider>
  );
}
