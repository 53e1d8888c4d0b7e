/** The block: who the customer is in the program at a glance, their last entries, and mending the balance without leaving the page. */
import { useState } from "preact/hooks";
import type { AdminBlockMember, AdminBlockView } from "../../../../app/contract/admin-block-api";
import type { Api } from "../api";
import type { Host } from "../host";
import { type Texts, textsOf } from "../texts";
import { useAdjustment } from "../use-adjustment";
import { useView } from "../use-view";
import { AdjustFields } from "./adjust-fields";

export function CustomerBlock({ host }: { readonly host: Host }) {
  const texts = textsOf(host);
  const { api, seen, reload, know } = useView(host);
  const summary =
    seen.kind === "told" ? (seen.view.member?.balanceText ?? texts.say("noMember")) : texts.say("loading");
  return (
    <s-admin-block heading={texts.say("heading")} collapsedSummary={summary}>
      {seen.kind === "loading" && <s-spinner accessibilityLabel={texts.say("loading")} />}
      {seen.kind === "failed" && (
        <s-banner tone="warning">
          <s-stack gap="small">
            <s-text>{texts.say("failed")}</s-text>
            <s-button onClick={reload}>{texts.say("retry")}</s-button>
          </s-stack>
        </s-banner>
      )}
      {seen.kind === "told" && <Told view={seen.view} api={api} texts={texts} know={know} />}
    </s-admin-block>
  );
}

interface ToldProps {
  readonly view: AdminBlockView;
  readonly api: Api;
  readonly texts: Texts;
  readonly know: (view: AdminBlockView) => void;
}

function Told({ view, api, texts, know }: ToldProps) {
  const { member } = view;
  if (!member) return <s-text>{texts.say("noMember")}</s-text>;
  return (
    <s-stack gap="base">
      <Head member={member} texts={texts} />
      <s-divider />
      <Entries member={member} texts={texts} />
      {member.status === "active" && <Adjust view={view} api={api} texts={texts} know={know} />}
    </s-stack>
  );
}

function Head({ member, texts }: { member: AdminBlockMember; texts: Texts }) {
  return (
    <s-stack gap="small-200">
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-heading>{member.balanceText}</s-heading>
        {member.tier && <s-badge>{member.tier}</s-badge>}
      </s-stack>
      {member.statusText && <s-text tone="critical">{member.statusText}</s-text>}
      {member.heldText && <s-text color="subdued">{member.heldText}</s-text>}
      {member.progress && <s-text color="subdued">{member.progress.text}</s-text>}
      <s-text color="subdued">{member.joinedText}</s-text>
      <s-link href={`app:${member.path}`}>{texts.say("open")}</s-link>
    </s-stack>
  );
}

function Entries({ member, texts }: { member: AdminBlockMember; texts: Texts }) {
  return (
    <s-stack gap="small" accessibilityRole="unordered-list" accessibilityLabel={texts.say("entries")}>
      {member.entries.length === 0 && <s-text color="subdued">{texts.say("noEntries")}</s-text>}
      {member.entries.map((entry) => (
        <s-stack key={entry.seq} gap="small-300" accessibilityRole="list-item">
          <s-stack direction="inline" gap="small" justifyContent="space-between">
            <s-text>{entry.sentence}</s-text>
            <s-text type="strong">{entry.pointsText}</s-text>
          </s-stack>
          <s-text color="subdued">{[entry.dateText, ...entry.details].join(" · ")}</s-text>
        </s-stack>
      ))}
    </s-stack>
  );
}

/** Closed at first: the page is for looking. It stays open after an adjustment, with what came of it. */
function Adjust({ view, api, texts, know }: ToldProps) {
  const [open, setOpen] = useState(false);
  const adjustment = useAdjustment(api, texts, know);
  if (!open) return <s-button onClick={() => setOpen(true)}>{texts.say("adjust")}</s-button>;
  return (
    <s-stack gap="base">
      <AdjustFields adjustment={adjustment} reasons={view.reasons} texts={texts} />
      <s-stack direction="inline" gap="small">
        <s-button
          variant="primary"
          disabled={!adjustment.whole || adjustment.busy}
          loading={adjustment.busy}
          onClick={() => void adjustment.send()}
        >
          {texts.say("send")}
        </s-button>
        <s-button onClick={() => setOpen(false)}>{texts.say("cancel")}</s-button>
      </s-stack>
    </s-stack>
  );
}
