/** The whole page: who the member is, what their points can become, how they came, whom they invited, and what they agreed to. */
import { useMemo } from "preact/hooks";
import type { ShopperStanding } from "../../../../app/contract/redemption-api";
import { type Api, createApi } from "../api";
import type { AccountHost } from "../host";
import { type Texts, textsOf } from "../texts";
import { useDeeds } from "../use-deed";
import { type Answer, useQuestion } from "../use-question";
import { useRewards } from "../use-rewards";
import { EarnSection } from "./earn-section";
import { HistorySection } from "./history-section";
import { MembershipSection } from "./membership-section";
import { ReferralSection } from "./referral-section";
import { RewardsSection } from "./rewards-section";
import { StandingHead } from "./standing-head";
import { Told } from "./told";

export function AccountPage({ host }: { readonly host: AccountHost }) {
  const texts = textsOf(host);
  const api = useMemo(() => createApi(host), [host]);
  const standing = useQuestion(api.standing);
  const history = useQuestion(() => api.history(null));
  const referral = useQuestion(api.referral);
  const membership = useQuestion(api.membership);
  const changed = () => {
    void standing.reload();
    void history.reload();
  };
  const told = standing.asked.kind === "told" ? standing.asked.value : null;
  return (
    <s-page heading={texts.say("heading")}>
      <s-stack gap="large">
        <Told answer={standing} texts={texts}>
          {(now) => <Standing standing={now} api={api} texts={texts} changed={changed} />}
        </Told>
        {told?.member && (
          <>
            <Told answer={referral} texts={texts}>
              {(overview) => <ReferralSection overview={overview} texts={texts} />}
            </Told>
            <EarnSection
              api={api}
              texts={texts}
              changed={changed}
              forms={told.forms}
              birthdayKnown={told.birthday.known}
            />
            <Told answer={history} texts={texts}>
              {(first) => (
                <HistorySection key={first.entries[0]?.seq ?? 0} first={first} api={api} texts={texts} />
              )}
            </Told>
          </>
        )}
        <Membership
          answer={membership}
          api={api}
          texts={texts}
          changed={() => {
            changed();
            void referral.reload();
          }}
        />
      </s-stack>
    </s-page>
  );
}

interface StandingProps {
  readonly standing: ShopperStanding;
  readonly api: Api;
  readonly texts: Texts;
  readonly changed: () => void;
}

function Standing({ standing, api, texts, changed }: StandingProps) {
  const deeds = useDeeds({ offline: texts.say("offline"), unanswered: texts.say("unanswered") });
  const rewards = useRewards(api, { deeds, texts, changed });
  if (!standing.member)
    return (
      <s-section>
        <s-text>{texts.say("nonMember")}</s-text>
      </s-section>
    );
  return (
    <>
      <s-section>
        <StandingHead member={standing.member} pointsName={standing.pointsName} texts={texts} />
      </s-section>
      <RewardsSection standing={standing} deeds={deeds} rewards={rewards} texts={texts} />
    </>
  );
}

interface MembershipProps {
  readonly answer: Answer<Parameters<typeof MembershipSection>[0]["view"]>;
  readonly api: Api;
  readonly texts: Texts;
  readonly changed: () => void;
}

function Membership({ answer, api, texts, changed }: MembershipProps) {
  return (
    <Told answer={answer} texts={texts}>
      {(view) => (
        <MembershipSection
          view={view}
          api={api}
          texts={texts}
          changed={(now) => {
            answer.know(now);
            changed();
          }}
        />
      )}
    </Told>
  );
}
