/** A member by name, leading to their page. */
import { Link } from "@remix-run/react";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";

export function MemberLink({ member }: { readonly member: { readonly id: number; readonly name: string } }) {
  const { t, number } = useTranslator();
  const path = useAppPath();
  return (
    <Link to={path(`/app/members/${member.id}`)} prefetch="intent" className="vafa-strong">
      <bdi>{member.name || t("members.nameless", { id: number(member.id) })}</bdi>
    </Link>
  );
}
