/** The adjustment in a window of its own, from the page's actions. It closes when the adjustment is made. */
import type { AdminBlockView } from "../../../../app/contract/admin-block-api";
import type { Api } from "../api";
import type { ActionHost } from "../host";
import { type Texts, textsOf } from "../texts";
import { useAdjustment } from "../use-adjustment";
import { useView } from "../use-view";
import { AdjustFields } from "./adjust-fields";

export function AdjustAction({ host }: { readonly host: ActionHost }) {
  const texts = textsOf(host);
  const { api, seen, reload } = useView(host);
  if (seen.kind === "told" && seen.view.member?.status === "active")
    return <Form host={host} view={seen.view} api={api} texts={texts} />;
  return (
    <s-admin-action heading={texts.say("adjust")} loading={seen.kind === "loading"}>
      {seen.kind === "failed" && (
        <s-banner tone="warning">
          <s-text>{texts.say("failed")}</s-text>
        </s-banner>
      )}
      {seen.kind === "told" && <s-text>{seen.view.member?.statusText ?? texts.say("noMember")}</s-text>}
      {seen.kind === "failed" && (
        <s-button slot="primary-action" onClick={reload}>
          {texts.say("retry")}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={() => host.close()}>
        {texts.say("cancel")}
      </s-button>
    </s-admin-action>
  );
}

interface Props {
  readonly host: ActionHost;
  readonly view: AdminBlockView;
  readonly api: Api;
  readonly texts: Texts;
}

function Form({ host, view, api, texts }: Props) {
  const adjustment = useAdjustment(api, texts, () => host.close());
  return (
    <s-admin-action heading={texts.say("adjust")} loading={adjustment.busy}>
      <s-stack gap="base">
        {view.member && <s-text>{view.member.balanceText}</s-text>}
        <AdjustFields adjustment={adjustment} reasons={view.reasons} texts={texts} />
      </s-stack>
      <s-button
        slot="primary-action"
        variant="primary"
        disabled={!adjustment.whole || adjustment.busy}
        onClick={() => void adjustment.send()}
      >
        {texts.say("send")}
      </s-button>
      <s-button slot="secondary-actions" onClick={() => host.close()}>
        {texts.say("cancel")}
      </s-button>
    </s-admin-action>
  );
}
