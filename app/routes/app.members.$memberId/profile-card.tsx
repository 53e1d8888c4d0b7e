/** Who the member is in the store. */
import { Card, Text } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";
import type { MemberView } from "./member-view.server";

export function ProfileCard({
  member,
}: {
  member: Pick<MemberView, "profile" | "customerIds" | "joinedAt">;
}) {
  const { translator, timeZone } = useAdmin();
  const { t, date } = translator;
  const { profile, customerIds } = member;
  const facts: readonly (readonly [label: string, value: string | null | undefined])[] = [
    [t("member.profile.email"), profile?.email],
    [t("member.profile.phone"), profile?.phone],
    [t("member.profile.customers", { count: customerIds.length }), customerIds.join(", ")],
  ];
  return (
    <Card>
      <Text as="h2" variant="headingMd">
        {t("member.profile")}
      </Text>
      {profile === null && (
        <Text as="p" tone="subdued">
          {t("member.profile.erased")}
        </Text>
      )}
      <dl className="vafa-facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="vafa-code">{value}</dd>
            </div>
          ))}
        <div>
          <dt>{t("member.profile.joined")}</dt>
          <dd>{date(member.joinedAt, timeZone)}</dd>
        </div>
      </dl>
    </Card>
  );
}
