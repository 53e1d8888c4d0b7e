/** Inviting friends: the member's own link, what it gives to both, and how friends stand without telling who they are. */
import type { ReferralOverview } from "../../../../app/contract/referral-api";
import type { Texts } from "../texts";
import { CopyText } from "./copy-text";

export function ReferralSection({ overview, texts }: { overview: ReferralOverview; texts: Texts }) {
  const { link, friends } = overview;
  if (link === null && friends.length === 0) return null;
  return (
    <s-section heading={texts.say("referral.heading")}>
      <s-stack gap="base">
        {link !== null && (
          <s-stack gap="small-200">
            <s-text>{overview.friendText}</s-text>
            <s-text>{overview.advocateText}</s-text>
            <CopyText id="referral-link" text={link} label={texts.say("referral.copyLabel")} texts={texts} />
          </s-stack>
        )}
        {friends.length === 0 && <s-text color="subdued">{texts.say("referral.none")}</s-text>}
        {overview.earned > 0 && (
          <s-text>{texts.say("referral.earned", { points: texts.number(overview.earned) })}</s-text>
        )}
        <s-stack
          gap="small-200"
          accessibilityRole="unordered-list"
          accessibilityLabel={texts.say("referral.friends")}
        >
          {friends.map((friend) => (
            <s-stack key={friend.id} accessibilityRole="list-item">
              <s-text>{friend.text}</s-text>
            </s-stack>
          ))}
        </s-stack>
      </s-stack>
    </s-section>
  );
}
