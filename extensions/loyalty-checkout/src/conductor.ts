/**
 * Carries out what the redemption machine decides: asks our API, changes the checkout's discount codes, waits. It knows
 * neither Preact nor the `shopify` global, so the same conductor runs in the view and in the tests.
 */
import type { Api } from "./api";
import { transition } from "./redemption-machine";
import { type Command, type Event, type RedemptionState, START } from "./redemption-state";

/** The checkout's own discount codes. */
export interface DiscountCodes {
  mayChange(): boolean;
  add(code: string): Promise<boolean>;
  remove(code: string): Promise<boolean>;
}

export interface Ports {
  readonly api: Pick<Api, "standing" | "reserve" | "redemption" | "release">;
  readonly codes: DiscountCodes;
  readonly loggedIn: () => boolean;
  readonly wait: (ms: number) => Promise<void>;
}

export interface Conductor {
  state(): RedemptionState;
  send(event: Event): void;
  /** After this nothing is reported any more; what is held stays held on the server. */
  stop(): void;
}

export function createConductor(ports: Ports, onChange: (state: RedemptionState) => void): Conductor {
  let state = START;
  let stopped = false;
  let latestLoad = 0;

  const send = (event: Event): void => {
    if (stopped) return;
    const [next, command] = transition(state, event);
    const changed = next !== state;
    state = next;
    if (changed) onChange(state);
    if (command) void carryOut(command);
  };

  const carryOut = async (command: Command): Promise<void> => {
    if (command.do !== "load") return send(await perform(command, ports));
    latestLoad += 1;
    const mine = latestLoad;
    const event = await load(ports);
    // An older load that comes in later would show an older balance.
    if (mine === latestLoad) send(event);
  };

  return { state: () => state, send, stop: () => (stopped = true) };
}

async function load({ api, loggedIn }: Ports): Promise<Event> {
  const reply = await api.standing();
  return reply.answered
    ? { on: "loaded", standing: reply.value, loggedIn: loggedIn() }
    : { on: "load-failed" };
}

async function perform(command: Exclude<Command, { do: "load" }>, ports: Ports): Promise<Event> {
  const { api, codes, wait } = ports;
  switch (command.do) {
    case "reserve":
      return told(await api.reserve(command.intent));
    case "ask":
      await wait(command.afterMs);
      return told(await api.redemption(command.redemptionId));
    case "release":
      return told(await api.release(command.redemptionId));
    case "apply":
      // Checked again at the last moment: an accelerated payment may have begun since the points were reserved.
      if (!codes.mayChange()) return { on: "code-refused", mayChange: false };
      return (await codes.add(command.code)) ? { on: "applied" } : { on: "code-refused", mayChange: true };
    case "remove":
      return codes.mayChange() && (await codes.remove(command.code))
        ? { on: "removed" }
        : { on: "not-removed" };
  }
}

function told(reply: Awaited<ReturnType<Api["reserve"]>>): Event {
  return reply.answered ? { on: "answered", answer: reply.value } : { on: "unanswered" };
}
