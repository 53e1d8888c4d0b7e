/** All referrals, newest first: who invited, how it stands, and why. */
import { Badge, BlockStack, Card, Text } from "@shopify/polaris";
import { useAdmin, useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { Empty } from "../../components/empty";
import { FactTable } from "../../components/fact-table";
import { Pager } from "../../components/pager";
import { MemberLink } from "./member-link";
import type { ReferralPageView, ReferralView } from "./referrals.server";
import { Decision } from "./review-card";

const tones = { invited: "info", qualified: "attention", rewarded: "success", rejected: "critical" } as const;

export function ListCard({ view, active }: { readonly view: ReferralPageView; readonly active: boolean }) {
  const { t } = useTranslator();
  const path = useAppPath();
  const address = (query: Record<string, string>) => path("/app/referrals", query);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("referrals.list")}
        </Text>
        {view.rows.length > 0 ? (
          <Rows rows={view.rows} />
        ) : (
          <Empty title={t("referrals.none")}>
            <Text as="p" tone="subdued">
              {t(active ? "referrals.none.active" : "referrals.none.off")}
            </Text>
          </Empty>
        )}
        <Pager
          label={t("referrals.list")}
          newer={view.newer === null ? null : address({ before: String(view.newer) })}
          older={view.older === null ? null : address({ after: String(view.older) })}
        />
      </BlockStack>
    </Card>
  );
}

function Rows({ rows }: { readonly rows: readonly ReferralView[] }) {
  const { translator, timeZone } = useAdmin();
  const { t, date } = translator;
  const columns = [
    { title: t("referrals.column.advocate") },
    { title: t("referrals.column.friend") },
    { title: t("referrals.column.invited") },
    { title: t("referrals.column.state") },
  ];
  const cells = rows.map((row) => ({
    key: row.id,
    cells: [
      <MemberLink key="advocate" member={row.advocate} />,
      row.friend ? <MemberLink key="friend" member={row.friend} /> : t("referrals.friend.nameless"),
      date(row.invitedAt, timeZone),
      <State key="state" row={row} />,
    ],
  }));
  return <FactTable caption={t("referrals.list")} columns={columns} rows={cells} />;
}

function State({ row }: { readonly row: ReferralView }) {
  const { translator, timeZone } = useAdmin();
  const { t, date } = translator;
  const due = row.state === "qualified" && row.dueAt !== null ? date(row.dueAt, timeZone) : null;
  return (
    <div>
      <Badge tone={tones[row.state]}>{t(`referrals.state.${row.state}`)}</Badge>
      {row.review && <div className="vafa-quiet">{t("referrals.state.review")}</div>}
      {due && !row.review && <div className="vafa-quiet">{t("referrals.state.due", { date: due })}</div>}
      {row.because && <div className="vafa-quiet">{row.because}</div>}
      {row.decidedBy && <div className="vafa-quiet">{t("entry.actor", { actor: row.decidedBy })}</div>}
      {row.mayApprove && row.state === "rejected" && (
        <details className="vafa-fold">
          <summary>{t("referrals.decide.again")}</summary>
          <Decision row={row} />
        </details>
      )}
    </div>
  );
}
