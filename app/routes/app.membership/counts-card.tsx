/** Members by status: one bar in parts for the eye, the same figures as a table; and how today's members came. */
import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { Empty } from "../../components/empty";
import { FactTable } from "../../components/fact-table";
import type { MembershipCounts } from "../../db/read/membership-counts";

const statuses = ["active", "lapsed", "left", "closed"] as const;

export function CountsCard({ counts }: { readonly counts: MembershipCounts }) {
  const { t } = useTranslator();
  const all = statuses.reduce((sum, status) => sum + counts.byStatus[status], 0);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("membership.counts")}
        </Text>
        {all === 0 ? (
          <Empty title={t("membership.counts.none")}>
            <Text as="p" tone="subdued">
              {t("membership.counts.none.text")}
            </Text>
          </Empty>
        ) : (
          <Counts counts={counts} all={all} />
        )}
      </BlockStack>
    </Card>
  );
}

function Counts({ counts, all }: { readonly counts: MembershipCounts; readonly all: number }) {
  const translator = useTranslator();
  const { t, number, percent } = translator;
  const starts = statuses.map((_, index) =>
    statuses.slice(0, index).reduce((sum, status) => sum + counts.byStatus[status], 0),
  );
  const rows = statuses.map((status) => ({
    key: status,
    cells: [
      <span key="status" className="vafa-membership__name">
        <span className={`vafa-membership__dot vafa-membership__${status}`} aria-hidden="true" />
        {t(`members.status.${status}`)}
      </span>,
      number(counts.byStatus[status]),
      percent(counts.byStatus[status] / all),
    ],
  }));
  const ways = counts.byWay.map(({ via, members }) => {
    const key = `membership.via.${via}`;
    return `${translator.knows(key) ? t(key) : via}: ${number(members)}`;
  });
  return (
    <>
      <svg
        className="vafa-membership__bar"
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {statuses.map((status, index) => (
          <rect
            key={status}
            x={((starts[index] ?? 0) / all) * 100}
            width={(counts.byStatus[status] / all) * 100}
            height="8"
            className={`vafa-membership__${status}`}
          />
        ))}
      </svg>
      <FactTable
        narrow
        caption={t("membership.counts")}
        columns={[
          { title: t("membership.counts.status") },
          { title: t("membership.counts.members"), numeric: true },
          { title: t("membership.counts.share"), numeric: true },
        ]}
        rows={rows}
      />
      {ways.length > 0 && (
        <p className="vafa-quiet">{t("membership.counts.ways", { ways: ways.join(t("common.list")) })}</p>
      )}
    </>
  );
}
