/** Membership: how customers become members, what joining brings along, whom staff have invited, and how many there are. */
import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslator } from "../../components/admin";
import { TermsFormProvider, useTermsFormState } from "../../components/terms-form/terms-form";
import { TermsPage } from "../../components/terms-form/terms-page";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { savePart } from "../app/terms-page.server";
import { formIn } from "../shared/form-in.server";
import { CountsCard } from "./counts-card";
import { ExampleCard } from "./example-card";
import { InvitationsCard } from "./invitations-card";
import styles from "./membership.css?url";
import { grantInvitation, readMembershipPage } from "./membership.server";
import { membershipForm, membershipKeys } from "./membership-form";
import { ConsentSection, ModeSection, PaidSection } from "./mode-sections";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("membership.title");
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export async function loader({ request }: LoaderFunctionArgs) {
  return readMembershipPage(await authenticateStaff(request));
}

export async function action({ request }: ActionFunctionArgs) {
  const staff = await authenticateStaff(request);
  if (request.headers.get("Content-Type")?.includes("application/json"))
    return savePart(request, staff, membershipKeys);
  const answer = await grantInvitation(staff, await formIn(request));
  return json(answer, answer.done ? 200 : 409);
}

export default function Membership() {
  const { saved, counts, invitations, goods } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const form = useTermsFormState(membershipForm, saved);
  return (
    <TermsFormProvider of={membershipForm} form={form}>
      <TermsPage
        title={t("membership.title")}
        subtitle={t("membership.about")}
        form={form}
        saved={saved}
        aside={
          <>
            <ExampleCard saved={saved.terms} goods={goods} />
            <CountsCard counts={counts} />
          </>
        }
      >
        <ModeSection />
        <PaidSection />
        <ConsentSection />
        {(form.draft.mode === "invitation" || invitations.length > 0) && (
          <InvitationsCard invitations={invitations} />
        )}
      </TermsPage>
    </TermsFormProvider>
  );
}
