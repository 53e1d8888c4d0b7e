/** An adjustment being written: what is typed, what is wrong with it, and sending it once. */
import { useRef, useState } from "preact/hooks";
import type { AdminBlockView } from "../../../app/contract/admin-block-api";
import { newIntentKey } from "../../shared/intent-key";
import type { Api } from "./api";
import type { Texts } from "./texts";

export interface Outcome {
  readonly tone: "success" | "warning" | "critical";
  readonly text: string;
}

export interface Adjustment {
  readonly points: string;
  readonly reason: string;
  readonly note: string;
  readonly busy: boolean;
  readonly outcome: Outcome | null;
  /** Ready to be sent. */
  readonly whole: boolean;
  change(part: { points?: string; reason?: string; note?: string }): void;
  send(): Promise<void>;
}

/** A whole number with or without a sign, in any of our digits; null for what is none. */
export function pointsIn(text: string): number | null {
  const latin = text
    .trim()
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace("−", "-");
  const number = /^[+-]?\d{1,9}$/.test(latin) ? Number(latin) : 0;
  return number === 0 ? null : number;
}

const empty = { points: "", reason: "", note: "" };

export function useAdjustment(api: Api, texts: Texts, done: (view: AdminBlockView) => void): Adjustment {
  const [typed, setTyped] = useState(empty);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  // One intention has one key until it is answered, so that trying again after a time-out adjusts once.
  const key = useRef<string | null>(null);
  const points = pointsIn(typed.points);
  const whole = points !== null && typed.reason !== "";
  return {
    ...typed,
    busy,
    outcome,
    whole,
    change(part) {
      key.current = null;
      setTyped((before) => ({ ...before, ...part }));
    },
    async send() {
      if (busy || points === null || typed.reason === "") return;
      key.current ??= newIntentKey();
      setBusy(true);
      setOutcome(null);
      const reply = await api.adjust({ points, reason: typed.reason, note: typed.note, key: key.current });
      setBusy(false);
      if (!reply.answered) {
        setOutcome({ tone: "critical", text: texts.say("unanswered") });
        return;
      }
      key.current = null;
      const answer = reply.value;
      setOutcome({ tone: answer.status === "done" ? "success" : "warning", text: answer.message });
      if (answer.status !== "done") return;
      setTyped(empty);
      done(answer.view);
    },
  };
}
