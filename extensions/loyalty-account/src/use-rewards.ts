/** Redeeming and giving back. One intention has one key until it is answered, so trying again after a time-out spends once (law 5). */
import { useRef } from "preact/hooks";
import type { RedemptionAnswer } from "../../../app/contract/redemption-api";
import { newIntentKey } from "../../shared/intent-key";
import type { Reply } from "../../shared/line";
import type { Api } from "./api";
import type { Texts } from "./texts";
import { type Deeds, declinedNotice, type Notice } from "./use-deed";

const mostLooks = 6;
const longestPauseMs = 3_000;

export interface Rewards {
  redeem(rewardId: string, points?: number): Promise<void>;
  release(redemptionId: string): Promise<void>;
}

const pause = (ms: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, longestPauseMs)));

/** The store may take a moment to make the code. */
async function untilIssued(api: Api, first: Reply<RedemptionAnswer>): Promise<Reply<RedemptionAnswer>> {
  let reply = first;
  for (let looks = 0; looks < mostLooks; looks += 1) {
    if (!reply.answered || reply.value.status !== "issuing") return reply;
    await pause(reply.value.retryAfterMs);
    reply = await api.redemption(reply.value.redemption.redemptionId);
  }
  return reply;
}

function noticeOf(answer: RedemptionAnswer, texts: Texts): Notice {
  if (answer.status === "declined") return declinedNotice(answer);
  const { redemption } = answer;
  const values = { value: redemption.valueText, points: texts.number(redemption.points) };
  if (answer.status === "released")
    return {
      tone: "success",
      text: texts.say(answer.settled ? "notice.released" : "notice.releasing", values),
    };
  if (answer.status === "used") return { tone: "warning", text: texts.say("notice.used", values) };
  if (answer.status === "issuing") return { tone: "success", text: texts.say("notice.preparing", values) };
  return { tone: "success", text: redemption.note ?? texts.say("notice.ready", values) };
}

export function useRewards(
  api: Api,
  { deeds, texts, changed }: { readonly deeds: Deeds; readonly texts: Texts; readonly changed: () => void },
): Rewards {
  const keys = useRef(new Map<string, string>());
  return {
    async redeem(rewardId, points) {
      const intent = `${rewardId}:${points ?? ""}`;
      const key = keys.current.get(intent) ?? newIntentKey();
      keys.current.set(intent, key);
      const wish = { rewardId, key, ...(points === undefined ? {} : { points }) };
      const deed = async () => untilIssued(api, await api.reserve(wish));
      const answer = await deeds.run(`redeem:${rewardId}`, deed, (told) => noticeOf(told, texts));
      // Answered either way: the next click is another intention.
      if (answer) keys.current.delete(intent);
      changed();
    },
    async release(redemptionId) {
      await deeds.run(
        `release:${redemptionId}`,
        () => api.release(redemptionId),
        (told) => noticeOf(told, texts),
      );
      changed();
    },
  };
}
