/** Referral terms as a form holds them. */
import { createTermsForm, type FormKind } from "../../components/terms-form/terms-form";
import type { ReferralTerms } from "../../loyalty/referrals";

export interface ReferralDraft {
  readonly active: boolean;
  readonly friendKind: ReferralTerms["friendReward"]["kind"];
  readonly friendMoney: string;
  readonly friendPercent: string;
  readonly advocatePoints: string;
  readonly minimum: string;
  readonly waitDays: string;
  readonly maximumPerYear: string;
  readonly reviewFrom: string;
}

/** Ten of everyday money and ten per cent: what the kind that is not chosen begins with. */
const firstPercentBp = 1_000;
const firstMinor = 1_000;

const referralKind: FormKind<ReferralDraft> = {
  draftOf({ referrals }, write) {
    const { friendReward } = referrals;
    return {
      active: referrals.active,
      friendKind: friendReward.kind,
      friendMoney: write.money(friendReward.kind === "amount-off" ? friendReward.valueMinor : firstMinor),
      friendPercent: write.percent(
        friendReward.kind === "percentage-off" ? friendReward.percentBp : firstPercentBp,
      ),
      advocatePoints: write.whole(referrals.advocatePoints),
      minimum: write.money(referrals.minimumMinor),
      waitDays: write.whole(referrals.waitDays),
      maximumPerYear: write.whole(referrals.maximumPerYear),
      reviewFrom: write.whole(referrals.reviewFrom),
    };
  },
  partFrom: (draft, read) => ({
    referrals: {
      active: draft.active,
      friendReward:
        draft.friendKind === "amount-off"
          ? { kind: "amount-off", valueMinor: read.money(draft.friendMoney) }
          : { kind: "percentage-off", percentBp: read.percent(draft.friendPercent) },
      advocatePoints: read.whole(draft.advocatePoints),
      minimumMinor: read.money(draft.minimum),
      waitDays: read.whole(draft.waitDays),
      maximumPerYear: read.whole(draft.maximumPerYear),
      reviewFrom: read.whole(draft.reviewFrom),
    },
  }),
};

export const referralForm = createTermsForm(referralKind);
export const referralKeys = ["referrals"] as const;
