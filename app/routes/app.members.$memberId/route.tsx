/** One member: what they can spend and why, and what support can mend. */
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { z } from "zod";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { Columns } from "../../components/columns";
import { readOrdersOf } from "../../db/read/order-list";
import { memberId } from "../../loyalty/brand";
import { adjustmentReasons } from "../../services/adjust-points";
import { missing } from "../app/missing";
import { orderRows } from "../app/order-rows.server";
import { titleIn } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { useMay } from "../app/use-may";
import { formIn } from "../shared/form-in.server";
import { AdjustCard } from "./adjust-card";
import { AuditCard } from "./audit-card";
import { BalanceCard } from "./balance-card";
import { readDeeds } from "./deeds.server";
import { DeedsCard } from "./deeds-card";
import { type MemberView, readMemberView } from "./member-view.server";
import { readMembershipCard } from "./membership.server";
import { MembershipCard } from "./membership-card";
import { readOfferViews } from "./offers.server";
import { OffersCard } from "./offers-card";
import { OrdersCard } from "./orders-card";
import { PastCard } from "./past-card";
import { ProfileCard } from "./profile-card";
import { RedemptionsCard } from "./redemptions-card";
import { TierCard } from "./tier-card";
import { TimelineCard } from "./timeline-card";
import { grant } from "./wishes.server";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, "members.title", data?.member.profile?.name);

const idSchema = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform((text) => memberId(Number(text)));
const ordersShown = 10;
const seqSchema = z.coerce.number().int().positive().max(2_147_483_647);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  const id = idSchema.safeParse(params.memberId);
  if (!id.success) throw missing();
  const { searchParams } = new URL(request.url);
  const edge = {
    after: seqSchema.safeParse(searchParams.get("after") ?? undefined).data,
    before: seqSchema.safeParse(searchParams.get("before") ?? undefined).data,
  };
  const member = await readMemberView(staff, id.data, edge);
  if (!member) throw missing();
  const reasons = adjustmentReasons.map((value) => ({
    value,
    label: staff.translator.t(`adjustment.${value}`),
  }));
  const [offers, deeds, membership, orders] = await Promise.all([
    readOfferViews(staff, id.data),
    readDeeds(staff, id.data),
    readMembershipCard(staff, id.data),
    readOrdersOf(staff.sql, staff.shop.shopId, { memberId: id.data, limit: ordersShown }),
  ]);
  const rows = orderRows(orders, staff.translator);
  return { member, reasons, offers, deeds, membership, orders: rows, adjustKey: staff.services.uuid() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await authenticateStaff(request);
  const id = idSchema.safeParse(params.memberId);
  if (!id.success) throw missing();
  return grant(staff, id.data, await formIn(request));
}

export default function Member() {
  const { member, reasons, offers, deeds, membership, orders, adjustKey } = useLoaderData<typeof loader>();
  const { t, number } = useTranslator();
  const path = useAppPath();
  const may = useMay();
  return (
    <Page
      backAction={{ content: t("members.title"), url: path("/app/members") }}
      title={member.profile?.name || t("members.nameless", { id: number(member.id) })}
    >
      <Columns
        aside={
          <BlockStack gap="400">
            <TierCard tier={member.tier} active={member.status === "active"} />
            {member.status === "active" && (
              <AdjustCard balance={member.balance} reasons={reasons} adjustKey={adjustKey} />
            )}
            {member.status === "active" && may("offer") && <OffersCard offers={offers} />}
            <DeedsCard view={deeds} active={member.status === "active"} />
            <ProfileCard member={member} />
            {membership && member.status !== "merged" && (
              <MembershipCard
                memberId={member.id}
                membership={membership}
                atStake={member.balance.active + member.balance.pending}
              />
            )}
            <AuditCard member={member} />
          </BlockStack>
        }
      >
        <Standing status={member.status} mergedInto={member.mergedInto} />
        <BalanceCard balance={member.balance} />
        <RedemptionsCard redemptions={member.redemptions} />
        <TimelineCard member={member} />
        <OrdersCard orders={orders} />
        <PastCard past={member.past} />
      </Columns>
    </Page>
  );
}

/** Why a member earns no more, when that is so. */
function Standing({ status, mergedInto }: { status: MemberView["status"]; mergedInto: number | null }) {
  const { t } = useTranslator();
  const path = useAppPath();
  if (status === "active") return null;
  if (status !== "merged") return <Banner tone="warning">{t(`member.${status}`)}</Banner>;
  return (
    <Banner
      tone="info"
      {...(mergedInto === null
        ? {}
        : { action: { content: t("member.merged.action"), url: path(`/app/members/${mergedInto}`) } })}
    >
      {t("member.merged")}
    </Banner>
  );
}
