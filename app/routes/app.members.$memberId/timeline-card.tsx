/** The member's history: every entry with its sentence, its points and the balance after it. */
import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAdmin } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { FactTable } from "../../components/fact-table";
import { Pager } from "../../components/pager";
import { EntryWhat } from "./entry-what";
import type { MemberView } from "./member-view.server";
import type { EntryView } from "./timeline-view.server";
import { UndoDialog } from "./undo-dialog";

export function TimelineCard({
  member,
}: {
  member: Pick<MemberView, "id" | "timeline" | "actors" | "status">;
}) {
  const { translator, timeZone } = useAdmin();
  const { t, number, signed, dateTime } = translator;
  const path = useAppPath();
  const [undoing, setUndoing] = useState<EntryView | null>(null);
  const { timeline } = member;
  const columns = [
    { title: t("timeline.column.when") },
    { title: t("timeline.column.what"), wide: true },
    { title: t("timeline.column.points"), numeric: true },
    { title: t("timeline.column.balance"), numeric: true },
  ];
  const rows = timeline.entries.map((entry) => ({
    key: entry.place,
    cells: [
      <time
        key="when"
        dateTime={new Date(entry.happenedAt).toISOString()}
        title={t("timeline.entry", { entry: number(entry.seq) })}
      >
        {dateTime(entry.happenedAt, timeZone)}
      </time>,
      <EntryWhat key="what" entry={entry} actors={member.actors}>
        <UndoButton entry={entry} allowed={member.status !== "merged"} onUndo={setUndoing} />
      </EntryWhat>,
      <span key="points" className={entry.points < 0 ? "vafa-taken" : "vafa-given"}>
        {signed(entry.points)}
      </span>,
      number(entry.balanceAfter),
    ],
  }));
  const address = (edge: { after?: string; before?: string }) => path(`/app/members/${member.id}`, edge);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("timeline.title")}
        </Text>
        {rows.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("timeline.empty")}
          </Text>
        ) : (
          <FactTable caption={t("timeline.title")} columns={columns} rows={rows} />
        )}
        <Pager
          label={t("timeline.title")}
          newer={timeline.newer === null ? null : address({ before: String(timeline.newer) })}
          older={timeline.older === null ? null : address({ after: String(timeline.older) })}
        />
      </BlockStack>
      <UndoDialog entry={undoing} onClose={() => setUndoing(null)} />
    </Card>
  );
}

interface UndoButtonProps {
  readonly entry: EntryView;
  readonly allowed: boolean;
  readonly onUndo: (entry: EntryView) => void;
}

function UndoButton({ entry, allowed, onUndo }: UndoButtonProps) {
  const { t, number } = useAdmin().translator;
  if (entry.undo === "done") return <span className="vafa-quiet">{t("timeline.undone")}</span>;
  if (entry.undo === null || !allowed) return null;
  return (
    <Button
      variant="plain"
      onClick={() => onUndo(entry)}
      accessibilityLabel={t("timeline.undo.label", { entry: number(entry.seq) })}
    >
      {t("timeline.undo")}
    </Button>
  );
}
