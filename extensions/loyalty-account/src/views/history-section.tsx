/** The member's history: every entry with why it is there, newest first, more on request. */
import { useState } from "preact/hooks";
import type { HistoryEntry, HistoryPage } from "../../../../app/contract/account-api";
import type { Api } from "../api";
import type { Texts } from "../texts";
import { useDeeds } from "../use-deed";
import { NoticeLine } from "./notice-line";

export function HistorySection({ first, api, texts }: { first: HistoryPage; api: Api; texts: Texts }) {
  const [more, setMore] = useState<readonly HistoryPage[]>([]);
  const deeds = useDeeds({ offline: texts.say("offline"), unanswered: texts.say("unavailable") });
  const pages = [first, ...more];
  const entries = pages.flatMap((page) => page.entries);
  const older = pages.at(-1)?.older ?? null;
  const showOlder = async () => {
    const page = await deeds.run(
      "older",
      () => api.history(older),
      () => null,
    );
    if (page) setMore((before) => [...before, page]);
  };
  return (
    <s-section heading={texts.say("history.heading")}>
      <s-stack gap="base">
        {entries.length === 0 && <s-text color="subdued">{texts.say("history.empty")}</s-text>}
        <s-stack
          gap="base"
          accessibilityRole="unordered-list"
          accessibilityLabel={texts.say("history.heading")}
        >
          {entries.map((entry) => (
            <Entry key={entry.seq} entry={entry} />
          ))}
        </s-stack>
        <NoticeLine deeds={deeds} />
        {older !== null && (
          <s-button variant="secondary" loading={deeds.busy !== null} onClick={() => void showOlder()}>
            {texts.say("history.older")}
          </s-button>
        )}
      </s-stack>
    </s-section>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const below = [entry.dateText, ...entry.details, ...entry.notes].join(" · ");
  return (
    <s-stack gap="small-300" accessibilityRole="list-item">
      <s-stack direction="inline" gap="small-200" justifyContent="space-between">
        <s-text>{entry.sentence}</s-text>
        <s-text type="strong">{entry.pointsText}</s-text>
      </s-stack>
      <s-text color="subdued">{below}</s-text>
    </s-stack>
  );
}
