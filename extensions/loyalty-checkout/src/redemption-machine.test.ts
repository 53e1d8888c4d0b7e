/** The redemption machine, case by case, and its two promises for any order of events. Laws 5 and 7. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RedemptionAnswer } from "../../../app/contract/redemption-api";
import { MOST_POLLS, transition } from "./redemption-machine";
import { type Command, type Event, isBusy, type RedemptionState, START } from "./redemption-state";
import { held, preparing, standing, stranger } from "./testing/examples";

const intent = { rewardId: "five-off", key: "key-of-one-intention" };
const issued: RedemptionAnswer = { status: "issued", redemption: held, balance: 750 };
const issuing: RedemptionAnswer = {
  status: "issuing",
  redemption: preparing,
  balance: 750,
  retryAfterMs: 500,
};
const released: RedemptionAnswer = { status: "released", redemption: held, balance: 1_250, settled: true };

/** Walks through events from a member's standing; returns the last state and every command. */
function walk(...events: Event[]): { state: RedemptionState; commands: Command[] } {
  const commands: Command[] = [];
  let state = transition(START, { on: "loaded", standing, loggedIn: true })[0];
  for (const event of events) {
    const [next, command] = transition(state, event);
    state = next;
    if (command) commands.push(command);
  }
  return { state, commands };
}

const redeem: Event = { on: "redeem", intent, mayChange: true };

describe("who the shopper is", () => {
  it("is a guest or a non-member where our API knows no member", () => {
    expect(transition(START, { on: "loaded", standing: stranger, loggedIn: false })[0].shopper).toBe("guest");
    expect(transition(START, { on: "loaded", standing: stranger, loggedIn: true })[0].shopper).toBe(
      "nonMember",
    );
  });

  it("stays what was known when a later load fails", () => {
    expect(transition(START, { on: "load-failed" })[0].shopper).toBe("unavailable");
    expect(walk({ on: "load-failed" }).state.shopper).toBe("member");
  });
});

describe("redeeming", () => {
  it("goes from the intention over the code to the discount on the order", () => {
    const { state, commands } = walk(redeem, { on: "answered", answer: issued }, { on: "applied" });
    expect(commands).toEqual([
      { do: "reserve", intent },
      { do: "apply", code: "VAFA-TEST-5" },
      { do: "load" },
    ]);
    expect(state.task).toEqual({ kind: "idle" });
    expect(state.notice).toMatchObject({ kind: "applied" });
    expect(state.standing?.member?.balance).toBe(750);
    expect(state.standing?.held).toEqual([held]);
  });

  it("reserves nothing where the checkout takes no codes", () => {
    const { state, commands } = walk({ on: "redeem", intent, mayChange: false });
    expect(commands).toEqual([]);
    expect(state.notice).toEqual({ kind: "cannotChange" });
  });

  it("takes a second click for nothing while the first is on its way", () => {
    const { commands } = walk(redeem, { on: "redeem", intent: { ...intent, key: "other" }, mayChange: true });
    expect(commands).toEqual([{ do: "reserve", intent }]);
  });

  it("says the reason of a refusal and looks at the standing again", () => {
    const answer: RedemptionAnswer = {
      status: "declined",
      reason: "not-enough-points",
      message: "Not enough.",
    };
    const { state, commands } = walk(redeem, { on: "answered", answer });
    expect(state.notice).toEqual({ kind: "declined", message: "Not enough." });
    expect(commands.at(-1)).toEqual({ do: "load" });
  });

  it("repeats an unanswered intention with its own key", () => {
    const { state, commands } = walk(redeem, { on: "unanswered" }, { on: "retry" });
    expect(commands).toEqual([
      { do: "reserve", intent },
      { do: "reserve", intent },
    ]);
    expect(state.task).toEqual({ kind: "reserving", intent });
  });

  it("looks for what became of an unanswered intention when it is left", () => {
    const { state, commands } = walk(redeem, { on: "unanswered" }, { on: "leave" });
    expect(state.task.kind).toBe("idle");
    expect(commands.at(-1)).toEqual({ do: "load" });
  });
});

describe("waiting for the code", () => {
  it("asks until it is issued, then applies it", () => {
    const { commands } = walk(
      redeem,
      { on: "answered", answer: issuing },
      { on: "unanswered" },
      { on: "answered", answer: issued },
    );
    expect(commands.slice(1)).toEqual([
      { do: "ask", redemptionId: held.redemptionId, afterMs: 500 },
      { do: "ask", redemptionId: held.redemptionId, afterMs: 2_000 },
      { do: "apply", code: "VAFA-TEST-5" },
    ]);
  });

  it("asks a bounded number of times and leaves the claim held", () => {
    const many = Array.from({ length: MOST_POLLS * 2 }, (): Event => ({ on: "answered", answer: issuing }));
    const { state, commands } = walk(redeem, ...many);
    expect(commands.filter((command) => command.do === "ask")).toHaveLength(MOST_POLLS);
    expect(state.notice).toEqual({ kind: "stillIssuing" });
    expect(state.standing?.held).toEqual([preparing]);
  });

  it("tells that the points are back when the store refused to make the code", () => {
    const { state } = walk(redeem, { on: "answered", answer: issuing }, { on: "answered", answer: released });
    expect(state.notice).toMatchObject({ kind: "released" });
    expect(state.standing?.held).toEqual([]);
  });
});

describe("a code that the checkout refuses", () => {
  const refused: Event[] = [
    redeem,
    { on: "answered", answer: issued },
    { on: "code-refused", mayChange: true },
  ];

  it("offers to give the points back", () => {
    const { state, commands } = walk(
      ...refused,
      { on: "release", redemption: held },
      { on: "answered", answer: released },
    );
    expect(commands.slice(2)).toEqual([{ do: "release", redemptionId: held.redemptionId }, { do: "load" }]);
    expect(state.notice).toMatchObject({ kind: "released" });
    expect(state.standing?.member?.balance).toBe(1_250);
  });

  it("stays held when it is kept for later", () => {
    const { state } = walk(...refused, { on: "leave" });
    expect(state.task.kind).toBe("idle");
    expect(state.standing?.held).toEqual([held]);
  });
});

describe("undo", () => {
  it("takes the code off the order before the points go back", () => {
    const { commands } = walk(
      { on: "undo", redemption: held, mayChange: true },
      { on: "removed" },
      { on: "answered", answer: released },
    );
    expect(commands.map((command) => command.do)).toEqual(["remove", "release", "load"]);
  });

  it("keeps the points with the code when the code cannot be taken off", () => {
    const { state, commands } = walk(
      { on: "undo", redemption: held, mayChange: true },
      { on: "not-removed" },
    );
    expect(commands.map((command) => command.do)).toEqual(["remove", "load"]);
    expect(state.notice).toEqual({ kind: "notRemoved" });
  });

  it("tells the truth about a release that was not confirmed, used or refused", () => {
    const releasing = (event: Event) => walk({ on: "release", redemption: held }, event).state.notice;
    expect(releasing({ on: "unanswered" })).toEqual({ kind: "releaseUnanswered" });
    expect(releasing({ on: "answered", answer: issued })).toEqual({ kind: "notReleased" });
    expect(releasing({ on: "answered", answer: { ...issued, status: "used" } })).toEqual({
      kind: "alreadyUsed",
    });
    expect(releasing({ on: "answered", answer: { ...released, settled: false } })).toMatchObject({
      kind: "releasing",
    });
  });
});

describe("whatever happens in whatever order", () => {
  const anyAnswer = fc.constantFrom<RedemptionAnswer>(issued, issuing, released, {
    status: "declined",
    reason: "x",
    message: "x",
  });
  const anyEvent: fc.Arbitrary<Event> = fc.oneof(
    fc.record({ on: fc.constant("answered" as const), answer: anyAnswer }),
    fc.record({
      on: fc.constant("redeem" as const),
      intent: fc.record({ rewardId: fc.constant("five-off"), key: fc.uuid() }),
      mayChange: fc.boolean(),
    }),
    fc.record({
      on: fc.constantFrom("apply" as const, "undo" as const),
      redemption: fc.constantFrom(held, preparing),
      mayChange: fc.boolean(),
    }),
    fc.record({ on: fc.constant("release" as const), redemption: fc.constant(held) }),
    fc.constantFrom<Event>(
      { on: "reload" },
      { on: "retry" },
      { on: "leave" },
      { on: "unanswered" },
      { on: "applied" },
      { on: "code-refused", mayChange: true },
      { on: "removed" },
      { on: "not-removed" },
      { on: "loaded", standing, loggedIn: true },
      { on: "load-failed" },
    ),
  );

  it("never sends a second intention before the first is answered or left", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let state = walk().state;
        let open: string | null = null;
        for (const event of events) {
          const before = state;
          const [next, command] = transition(state, event);
          state = next;
          if (command?.do === "reserve") {
            if (open !== null) expect(command.intent.key).toBe(open);
            open = command.intent.key;
          }
          const waiting = next.task.kind === "reserving" || next.task.kind === "unanswered";
          if (!waiting) open = null;
          if (isBusy(before.task) && command?.do === "reserve") throw new Error("reserved while busy");
        }
      }),
    );
  });

  it("never changes the order's codes where that is not allowed, and always answers with a legal task", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let state = walk().state;
        for (const event of events) {
          const [next, command] = transition(state, event);
          if ("mayChange" in event && !event.mayChange) expect(command).toBeNull();
          if (command?.do === "apply") expect(command.code).not.toBe("");
          state = next;
        }
      }),
    );
  });
});
