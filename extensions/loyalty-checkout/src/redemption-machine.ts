/**
 * The way of a redemption through the checkout, as one pure machine: what is going on, what may happen next, what is to be
 * done about it. Law 5: a redemption is a claim with a deadline. Until an answer says otherwise the points count as held, and an
 * unanswered intention is only ever repeated with its own key, so it cannot spend twice.
 */
import type { HeldRedemption, RedemptionAnswer, ShopperStanding } from "../../../app/contract/redemption-api";
import {
  type Command,
  type Event,
  IDLE,
  type Intent,
  isBusy,
  type Notice,
  type RedemptionState,
  type Shopper,
  type Task,
} from "./redemption-state";
import { remember } from "./remember-answer";

export type Step = readonly [RedemptionState, Command | null];

/** A code that takes longer is shown as held; the shopper checks again, or finds it on the next visit. */
export const MOST_POLLS = 8;

const LOAD: Command = { do: "load" };

export function transition(state: RedemptionState, event: Event): Step {
  switch (event.on) {
    case "reload":
      return isBusy(state.task) ? [state, null] : [{ ...state, ...afresh(state) }, LOAD];
    case "loaded":
      return [{ ...state, standing: event.standing, shopper: shopperOf(event) }, null];
    case "load-failed":
      return state.standing ? [state, null] : [{ ...state, shopper: "unavailable" }, null];
    case "redeem":
      return redeem(state, event);
    case "retry":
      return state.task.kind === "unanswered" ? reserve(state, state.task.intent) : [state, null];
    case "leave":
      return isBusy(state.task) ? [state, null] : [{ ...state, task: IDLE, notice: null }, LOAD];
    case "answered":
      return answered(state, event.answer);
    case "unanswered":
      return unanswered(state);
    case "apply":
    case "undo":
    case "release":
      return withHeldOne(state, event);
    case "applied":
    case "code-refused":
    case "removed":
    case "not-removed":
      return checkoutAnswered(state, event);
  }
}

function afresh(state: RedemptionState): Partial<RedemptionState> {
  return state.standing ? {} : { shopper: "loading" };
}

function shopperOf({ standing, loggedIn }: { standing: ShopperStanding; loggedIn: boolean }): Shopper {
  if (standing.member) return "member";
  return loggedIn ? "nonMember" : "guest";
}

function redeem(state: RedemptionState, { intent, mayChange }: { intent: Intent; mayChange: boolean }): Step {
  if (state.task.kind !== "idle") return [state, null];
  // Nothing is reserved when the code could not be used: no claim without a use.
  if (!mayChange) return [{ ...state, notice: { kind: "cannotChange" } }, null];
  return reserve(state, intent);
}

function reserve(state: RedemptionState, intent: Intent): Step {
  return [
    { ...state, task: { kind: "reserving", intent }, notice: null },
    { do: "reserve", intent },
  ];
}

function answered(state: RedemptionState, answer: RedemptionAnswer): Step {
  const { task } = state;
  if (task.kind !== "reserving" && task.kind !== "issuing" && task.kind !== "releasing") return [state, null];
  if (answer.status === "declined") {
    return rest(state, { kind: "declined", message: answer.message });
  }
  const known = { ...state, standing: remember(state.standing, answer) };
  if (task.kind === "releasing") return releaseAnswered(known, answer);
  switch (answer.status) {
    case "issued":
      return answer.redemption.code ? apply(known, answer.redemption) : askAgain(known, answer.redemption);
    case "issuing":
      return askAgain(known, answer.redemption, answer.retryAfterMs);
    case "used":
      return rest(known, { kind: "alreadyUsed" });
    case "released":
      return rest(known, { kind: answer.settled ? "released" : "releasing", redemption: answer.redemption });
  }
}

function releaseAnswered(state: RedemptionState, answer: RedemptionAnswer): Step {
  if (answer.status === "released") {
    return rest(state, { kind: answer.settled ? "released" : "releasing", redemption: answer.redemption });
  }
  return rest(state, { kind: answer.status === "used" ? "alreadyUsed" : "notReleased" });
}

/** Polls a bounded number of times; then the claim is left as held, to be checked again by hand. */
function askAgain(state: RedemptionState, redemption: HeldRedemption, afterMs = 1_000): Step {
  const polls = state.task.kind === "issuing" ? state.task.polls + 1 : 1;
  if (polls > MOST_POLLS) return rest(state, { kind: "stillIssuing" });
  return [
    { ...state, task: { kind: "issuing", redemption, polls } },
    {
      do: "ask",
      redemptionId: redemption.redemptionId,
      afterMs: Math.min(Math.max(afterMs, 250), 3_000),
    },
  ];
}

function unanswered(state: RedemptionState): Step {
  const { task } = state;
  if (task.kind === "reserving") {
    const open: Task = { kind: "unanswered", intent: task.intent };
    return [{ ...state, task: open, notice: { kind: "unanswered" } }, null];
  }
  if (task.kind === "issuing") return askAgain(state, task.redemption, 2_000);
  if (task.kind === "releasing") return rest(state, { kind: "releaseUnanswered" });
  return [state, null];
}

type HeldEvent = Extract<Event, { on: "apply" | "undo" | "release" }>;

/** The shopper acts on a redemption they hold already (also one that this order has just refused). */
function withHeldOne(state: RedemptionState, event: HeldEvent): Step {
  if (state.task.kind !== "idle" && state.task.kind !== "refused") return [state, null];
  const { redemption } = event;
  const clear = { ...state, notice: null };
  if (event.on === "release") return release(clear, redemption);
  if (!event.mayChange) return [{ ...state, task: IDLE, notice: { kind: "cannotChangeHeld" } }, null];
  if (event.on === "apply") {
    if (redemption.code) return apply(clear, redemption);
    const asking: Task = { kind: "issuing", redemption, polls: 1 };
    return [
      { ...clear, task: asking },
      { do: "ask", redemptionId: redemption.redemptionId, afterMs: 0 },
    ];
  }
  if (!redemption.code) return release(clear, redemption);
  return [
    { ...clear, task: { kind: "removing", redemption } },
    { do: "remove", code: redemption.code },
  ];
}

function apply(state: RedemptionState, redemption: HeldRedemption): Step {
  return [
    { ...state, task: { kind: "applying", redemption } },
    { do: "apply", code: redemption.code ?? "" },
  ];
}

function release(state: RedemptionState, redemption: HeldRedemption): Step {
  return [
    { ...state, task: { kind: "releasing", redemption } },
    { do: "release", redemptionId: redemption.redemptionId },
  ];
}

type CheckoutEvent = Extract<Event, { on: "applied" | "code-refused" | "removed" | "not-removed" }>;

function checkoutAnswered(state: RedemptionState, event: CheckoutEvent): Step {
  const { task } = state;
  if (task.kind === "applying" && event.on === "applied") {
    return rest(state, { kind: "applied", redemption: task.redemption });
  }
  if (task.kind === "applying" && event.on === "code-refused") {
    const notice: Notice = { kind: event.mayChange ? "codeRefused" : "cannotChangeHeld" };
    return [{ ...state, task: { kind: "refused", redemption: task.redemption }, notice }, null];
  }
  // The code leaves the order first: points that are back must not stand beside a discount that still counts.
  if (task.kind === "removing" && event.on === "removed") return release(state, task.redemption);
  if (task.kind === "removing" && event.on === "not-removed") return rest(state, { kind: "notRemoved" });
  return [state, null];
}

function rest(state: RedemptionState, notice: Notice): Step {
  return [{ ...state, task: IDLE, notice }, LOAD];
}
