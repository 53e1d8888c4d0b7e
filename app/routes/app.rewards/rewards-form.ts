/** The catalogue of rewards as a form. */
import { createTermsForm } from "../../components/terms-form/terms-form";
import { draftOf, type RewardDraft, rewardFrom, validUnits } from "./reward-draft";

interface RewardsDraft {
  readonly rewards: readonly RewardDraft[];
}

const validity = /^rewards\.(\d+)\.validMinutes$/;

export const rewardsForm = createTermsForm<RewardsDraft>({
  draftOf: ({ rewards }, write) => ({ rewards: rewards.map((reward) => draftOf(reward, write)) }),
  partFrom: ({ rewards }, read) => ({ rewards: rewards.map((reward) => rewardFrom(reward, read)) }),
  unitOf(path, { rewards }) {
    const index = validity.exec(path)?.[1];
    const reward = index === undefined ? undefined : rewards[Number(index)];
    return reward && { of: validUnits[reward.validUnit] };
  },
});

export const rewardsKeys = ["rewards"] as const;
