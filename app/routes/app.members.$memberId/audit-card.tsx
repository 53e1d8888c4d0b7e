/** The audit trail of one member: who did what, when. */
import { BlockStack, Card, Text } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";
import type { MemberView } from "./member-view.server";

export function AuditCard({ member }: { member: Pick<MemberView, "audit" | "actors"> }) {
  const { translator, timeZone } = useAdmin();
  const { t, dateTime, signed } = translator;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("audit.title")}
        </Text>
        {member.audit.length === 0 && (
          <Text as="p" tone="subdued">
            {t("audit.empty")}
          </Text>
        )}
        <ol className="vafa-audit">
          {member.audit.map((row) => (
            <li key={row.id}>
              <div>
                {row.text}
                {row.points !== null && ` (${signed(row.points)})`}
              </div>
              <div className="vafa-quiet">
                {t("program.history.by", {
                  date: dateTime(row.at, timeZone),
                  actor: member.actors[row.actor] ?? row.actor,
                })}
              </div>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}
