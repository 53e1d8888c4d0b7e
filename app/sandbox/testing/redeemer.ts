/** A member who redeems through the checkout's API, as the extension does: with a session token of their own, asking again while a code is being made. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { type RedemptionAnswer, redemptionAnswer } from "../../contract/redemption-api";
import { BROWSER } from "../history/install-app";
import type { SandboxScript } from "./sandbox-script";

export interface Answered {
  readonly status: number;
  readonly answer: RedemptionAnswer;
}

export interface Redeemer {
  readonly customerId: number;
  /** Five off for 500 points, unless another is wished for. */
  reserve(wish?: { rewardId?: string; points?: number; key?: string }): Promise<Answered>;
  look(redemptionId: string): Promise<Answered>;
  release(redemptionId: string): Promise<Answered>;
  /** Reserves, and asks again until the store has answered: the door itself waits for no more than a moment. */
  decided(wish?: { rewardId?: string; points?: number; key?: string }): Promise<Answered>;
  /** The same, where the answer is a code. */
  redeem(wish?: { rewardId?: string; points?: number }): Promise<{ id: string; code: string }>;
}

export async function redeemer(
  sandbox: SandboxScript,
  domain: string,
  customerId: number,
): Promise<Redeemer> {
  const given = await sandbox.post(`/api/${domain}/session-token`, { customerId });
  const { token } = z.object({ token: z.string() }).parse(given);

  const ask = async (path: string, body?: object): Promise<Answered> => {
    const response = await fetch(`${sandbox.app.url}/api/checkout/${path}?locale=en`, {
      method: body ? "POST" : "GET",
      headers: {
        Authorization: `Bearer ${token}`,
        "User-Agent": BROWSER,
        "Content-Type": "application/json",
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, answer: redemptionAnswer.parse(await response.json()) };
  };
  const self: Redeemer = {
    customerId,
    reserve: ({ rewardId = "five-off", key = randomUUID(), ...points } = {}) =>
      ask("redemptions", { rewardId, key, ...points }),
    look: (id) => ask(`redemptions/${id}`),
    release: (id) => ask(`redemptions/${id}/release`, {}),
    async decided(wish = {}) {
      let answered = await self.reserve(wish);
      const deadline = Date.now() + 40_000;
      while (answered.answer.status === "issuing" && Date.now() < deadline) {
        await pause(200);
        answered = await self.look(answered.answer.redemption.redemptionId);
      }
      return answered;
    },
    async redeem(wish = {}) {
      const { answer } = await self.decided(wish);
      if (answer.status !== "issued" || answer.redemption.code === null)
        throw new Error(`no code came: ${JSON.stringify(answer)}`);
      return { id: answer.redemption.redemptionId, code: answer.redemption.code };
    },
  };
  return self;
}
