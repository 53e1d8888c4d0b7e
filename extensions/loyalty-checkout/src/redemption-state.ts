/**
 * The words of the redemption machine: what can be going on, what can happen, what can be told and what can be done. Law 5: a
 * redemption is a claim with a deadline, so every task that is not idle knows its intention or its redemption.
 */
import type { HeldRedemption, RedemptionAnswer, ShopperStanding } from "../../../app/contract/redemption-api";

/** One intention of the shopper. Its key is chosen once. */
export interface Intent {
  readonly rewardId: string;
  readonly points?: number;
  readonly key: string;
}

export type Task =
  | { readonly kind: "idle" }
  | { readonly kind: "reserving"; readonly intent: Intent }
  /** The request may or may not have reached us: the intention stays as it is until it is answered or left. */
  | { readonly kind: "unanswered"; readonly intent: Intent }
  | { readonly kind: "issuing"; readonly redemption: HeldRedemption; readonly polls: number }
  | { readonly kind: "applying"; readonly redemption: HeldRedemption }
  | { readonly kind: "refused"; readonly redemption: HeldRedemption }
  | { readonly kind: "removing"; readonly redemption: HeldRedemption }
  | { readonly kind: "releasing"; readonly redemption: HeldRedemption };

export type Notice =
  | { readonly kind: "applied" | "released" | "releasing"; readonly redemption: HeldRedemption }
  /** `message` is the reason in the shopper's language, as our API gave it. */
  | { readonly kind: "declined"; readonly message: string }
  | { readonly kind: "cannotChange" | "cannotChangeHeld" | "unanswered" | "stillIssuing" | "codeRefused" }
  | { readonly kind: "releaseUnanswered" | "notReleased" | "notRemoved" | "alreadyUsed" };

export type Shopper = "loading" | "unavailable" | "guest" | "nonMember" | "member";

export interface RedemptionState {
  readonly shopper: Shopper;
  readonly standing: ShopperStanding | null;
  readonly task: Task;
  readonly notice: Notice | null;
}

export type Event =
  | { readonly on: "reload" }
  | { readonly on: "loaded"; readonly standing: ShopperStanding; readonly loggedIn: boolean }
  | { readonly on: "load-failed" }
  | { readonly on: "redeem"; readonly intent: Intent; readonly mayChange: boolean }
  | { readonly on: "retry" }
  | { readonly on: "leave" }
  | { readonly on: "answered"; readonly answer: RedemptionAnswer }
  | { readonly on: "unanswered" }
  | { readonly on: "apply"; readonly redemption: HeldRedemption; readonly mayChange: boolean }
  | { readonly on: "applied" }
  | { readonly on: "code-refused"; readonly mayChange: boolean }
  | { readonly on: "release"; readonly redemption: HeldRedemption }
  | { readonly on: "undo"; readonly redemption: HeldRedemption; readonly mayChange: boolean }
  | { readonly on: "removed" }
  | { readonly on: "not-removed" };

export type Command =
  | { readonly do: "load" }
  | { readonly do: "reserve"; readonly intent: Intent }
  | { readonly do: "ask"; readonly redemptionId: string; readonly afterMs: number }
  | { readonly do: "apply"; readonly code: string }
  | { readonly do: "remove"; readonly code: string }
  | { readonly do: "release"; readonly redemptionId: string };

export const IDLE: Task = { kind: "idle" };

export const START: RedemptionState = { shopper: "loading", standing: null, task: IDLE, notice: null };

/** What is asked of the shopper or of nobody; everything else is work in progress. */
export function isBusy(task: Task): boolean {
  return task.kind !== "idle" && task.kind !== "unanswered" && task.kind !== "refused";
}
