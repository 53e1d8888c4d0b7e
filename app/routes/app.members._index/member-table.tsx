/** The members on one page. */
import { Link } from "@remix-run/react";
import { Badge } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { FactTable } from "../../components/fact-table";
import { TierBadge } from "../../components/tier-badge";
import type { MemberPageView, MemberRowView } from "./members.server";

export function MemberTable({ page }: { page: MemberPageView }) {
  const { translator, timeZone } = useAdmin();
  const { t, number, date } = translator;
  const columns = [
    { title: t("members.column.member") },
    { title: t("members.column.tier") },
    { title: t("members.column.joined") },
    { title: t("members.column.balance"), numeric: true },
  ];
  const rows = page.members.map((member) => ({
    key: member.id,
    cells: [
      <Name key="name" member={member} />,
      <TierBadge key="tier" name={member.tier} />,
      date(member.joinedAt, timeZone),
      number(member.balance),
    ],
  }));
  const caption =
    page.query === "" ? t("members.caption") : t("members.caption.found", { query: page.query });
  return <FactTable caption={caption} columns={columns} rows={rows} />;
}

function Name({ member }: { member: MemberRowView }) {
  const { t, number } = useAdmin().translator;
  const path = useAppPath();
  return (
    <>
      <Link to={path(`/app/members/${member.id}`)} prefetch="intent" className="vafa-strong">
        <bdi>{member.name || t("members.nameless", { id: number(member.id) })}</bdi>
      </Link>{" "}
      {member.status !== "active" && member.status !== "merged" && (
        <Badge>{t(`members.status.${member.status}`)}</Badge>
      )}
      {member.email && (
        <div className="vafa-quiet">
          <bdi>{member.email}</bdi>
        </div>
      )}
    </>
  );
}
