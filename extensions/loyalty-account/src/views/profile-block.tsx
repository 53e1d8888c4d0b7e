/** The block on the profile page: balance and tier at a glance, and the way to the whole page. */
import { useMemo } from "preact/hooks";
import { createApi } from "../api";
import type { AccountHost } from "../host";
import { textsOf } from "../texts";
import { useQuestion } from "../use-question";
import { StandingHead } from "./standing-head";
import { Told } from "./told";

/** The full page is an extension of its own; this is how Shopify leads to it. */
const WHOLE_PAGE = "extension:loyalty-account/";

export function ProfileBlock({ host }: { readonly host: AccountHost }) {
  const texts = textsOf(host);
  const api = useMemo(() => createApi(host), [host]);
  const standing = useQuestion(api.standing);
  return (
    <s-section heading={texts.say("heading")}>
      <s-stack gap="base">
        <Told answer={standing} texts={texts}>
          {({ member, pointsName }) =>
            member ? (
              <StandingHead member={member} pointsName={pointsName} texts={texts} />
            ) : (
              <s-text>{texts.say("nonMember")}</s-text>
            )
          }
        </Told>
        <s-link href={WHOLE_PAGE}>{texts.say("open")}</s-link>
      </s-stack>
    </s-section>
  );
}
