/** What the membership page shows, and what staff can wish for on it: inviting, and taking an invitation back. */
import { z } from "zod";
import type { Answer } from "../../components/announce";
import { type InvitationRow, listInvitations } from "../../db/invitations";
import { countMemberships } from "../../db/read/membership-counts";
import { everydayUnit } from "../../services/install-shop";
import { inviteMember, revokeInvitation } from "../../services/invite-member";
import { staffNames } from "../app/actors.server";
import type { Staff } from "../app/staff.server";
import { savedTerms } from "../app/terms-page.server";

const shown = 50;
const exampleUnits = 60;

export interface InvitationView {
  readonly id: number;
  /** The address while it is open; whose membership it became; or that nobody needs to know any more. */
  readonly who: string;
  readonly state: "open" | "accepted" | "revoked";
  readonly by: string;
  readonly at: number;
}

function viewOf(row: InvitationRow, { translator }: Staff, names: Readonly<Record<string, string>>) {
  const { t, number } = translator;
  const state = row.acceptedAt ? "accepted" : row.revokedAt ? "revoked" : "open";
  const known =
    row.customerId === null ? null : t("membership.invited.customer", { customer: row.customerId });
  const member =
    row.memberId === null ? null : t("membership.invited.member", { member: number(row.memberId) });
  return {
    id: row.id,
    who: member ?? row.address ?? known ?? t("membership.invited.forgotten"),
    state,
    by: names[row.invitedBy] ?? row.invitedBy,
    at: row.invitedAt.getTime(),
  } satisfies InvitationView;
}

export async function readMembershipPage(staff: Staff) {
  const { sql, shop } = staff;
  const [saved, counts, rows] = await Promise.all([
    savedTerms(staff),
    countMemberships(sql, shop.shopId),
    listInvitations(sql, shop.shopId, shown),
  ]);
  const names = await staffNames(
    staff,
    rows.map((row) => row.invitedBy),
  );
  const invitations = rows.map((row): InvitationView => viewOf(row, staff, names));
  return { saved, counts, invitations, goods: exampleUnits * everydayUnit(shop) };
}

const wishSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("invite"), invited: z.string().trim().min(1).max(320) }),
  z.object({ intent: z.literal("revoke"), id: z.coerce.number().int().positive() }),
]);

export async function grantInvitation(staff: Staff, form: FormData): Promise<Answer> {
  const { services, shop, actor, translator } = staff;
  const { t } = translator;
  const wish = wishSchema.safeParse(Object.fromEntries(form));
  if (!wish.success) return { done: false, reason: "bad-request", message: t("declined.bad-request") };
  const { shopId } = shop;
  const outcome =
    wish.data.intent === "invite"
      ? await inviteMember(services, { shopId, invited: wish.data.invited, actor })
      : await revokeInvitation(services, { shopId, id: wish.data.id, actor });
  if (outcome.done) return { done: true, message: t(`membership.${wish.data.intent}.done`) };
  const message =
    outcome.reason === "bad-request" ? t("membership.invite.unreadable") : t(`declined.${outcome.reason}`);
  return { done: false, reason: outcome.reason, message };
}
