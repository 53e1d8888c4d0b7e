/** The checkout block: who the shopper is in the program, what they hold, what they can redeem. */

import { newIntentKey } from "../../../shared/intent-key";
import { isOnOrder } from "../codes-on-order";
import { type CheckoutHost, setting } from "../host";
import type { RedemptionState, Task } from "../redemption-state";
import { minorUnits, type Texts, textsOf } from "../texts";
import { HeldList } from "./held-list";
import { NoticeBanner } from "./notice-banner";
import { ProgressLine } from "./progress-line";
import { RewardList } from "./reward-list";
import { StandingHead } from "./standing-head";
import { useRedemption } from "./use-redemption";

export function CheckoutPoints({ host }: { host: CheckoutHost }) {
  const [state, conductor] = useRedemption(host);
  const texts = textsOf(host);
  const heading = setting(host, "heading");
  return (
    <s-section heading={typeof heading === "string" && heading ? heading : texts.say("heading")}>
      {state.shopper === "member" ? (
        <MemberView host={host} state={state} texts={texts} send={conductor.send} />
      ) : (
        <OtherView
          host={host}
          state={state}
          texts={texts}
          onReload={() => conductor.send({ on: "reload" })}
        />
      )}
    </s-section>
  );
}

interface MemberProps {
  readonly host: CheckoutHost;
  readonly state: RedemptionState;
  readonly texts: Texts;
  readonly send: ReturnType<typeof useRedemption>[1]["send"];
}

function MemberView({ host, state, texts, send }: MemberProps) {
  const { standing, task, notice } = state;
  if (!standing?.member) return null;
  const codesOnOrder = host.discountCodes.value.map(({ code }) => code);
  const mayChange = host.instructions.value.discounts.canUpdateDiscountCodes;
  const shared = { texts, pointsName: standing.pointsName, canAct: task.kind === "idle" };
  return (
    <s-stack gap="base">
      <StandingHead member={standing.member} standing={standing} texts={texts} />
      <NoticeBanner
        notice={notice}
        task={task}
        texts={texts}
        pointsName={standing.pointsName}
        onRetry={() => send({ on: "retry" })}
        onLeave={() => send({ on: "leave" })}
        onRelease={() => task.kind === "refused" && send({ on: "release", redemption: task.redemption })}
      />
      <ProgressLine task={task} texts={texts} />
      <HeldList
        {...shared}
        held={standing.held.filter(({ redemptionId }) => redemptionId !== spokenOf(task))}
        codesOnOrder={codesOnOrder}
        canChangeCodes={mayChange}
        onApply={(redemption) => send({ on: "apply", redemption, mayChange })}
        onUndo={(redemption) => send({ on: "undo", redemption, mayChange })}
        onRelease={(redemption) => send({ on: "release", redemption })}
      />
      <RewardList
        {...shared}
        rewards={standing.rewards}
        rewardOnOrder={standing.held.some((one) => isOnOrder(one, codesOnOrder))}
        showOutOfReach={setting(host, "show_out_of_reach") !== false}
        subtotalIn={(currency) => subtotalIn(host, currency)}
        working={task.kind === "reserving" ? task.intent.rewardId : null}
        onRedeem={(rewardId, points) =>
          send({
            on: "redeem",
            intent: { rewardId, key: newIntentKey(), ...(points === undefined ? {} : { points }) },
            mayChange,
          })
        }
      />
    </s-stack>
  );
}

function OtherView(props: {
  host: CheckoutHost;
  state: RedemptionState;
  texts: Texts;
  onReload: () => void;
}) {
  const { host, state, texts, onReload } = props;
  switch (state.shopper) {
    case "guest":
      return (
        <s-stack gap="small-200">
          <s-text>{texts.say("guest.text")}</s-text>
          {host.shop.storefrontUrl && (
            <s-link href={`${host.shop.storefrontUrl}/account/login?return_url=%2Fcheckout`}>
              {texts.say("guest.action")}
            </s-link>
          )}
        </s-stack>
      );
    case "nonMember":
      return <s-text>{texts.say("nonMember")}</s-text>;
    case "unavailable":
      return (
        <s-banner tone="info">
          <s-stack gap="small-200">
            <s-text>{texts.say("unavailable.text")}</s-text>
            <s-button variant="secondary" onClick={onReload}>
              {texts.say("unavailable.action")}
            </s-button>
          </s-stack>
        </s-banner>
      );
    default:
      return <s-skeleton-paragraph content={texts.say("loading")} />;
  }
}

/** The redemption that notice or progress line speak of; it needs no second place below them. */
function spokenOf(task: Task): string | null {
  const spoken = task.kind === "issuing" || task.kind === "applying" || task.kind === "refused";
  return spoken ? task.redemption.redemptionId : null;
}

/** Only a subtotal in the reward's own currency can be compared with it. */
function subtotalIn(host: CheckoutHost, currency: string): number | null {
  const { amount, currencyCode } = host.cost.subtotalAmount.value;
  return currencyCode === currency ? minorUnits(amount, currency) : null;
}
