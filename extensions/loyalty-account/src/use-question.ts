/** One question to our API with its answer as a view needs it: on its way, told, or failed. What was told stays while it is asked again. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Reply } from "../../shared/line";

export type Asked<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "told"; readonly value: T }
  | { readonly kind: "failed"; readonly offline: boolean };

export interface Answer<T> {
  readonly asked: Asked<T>;
  reload(): Promise<void>;
  /** What another answer has told already. */
  know(value: T): void;
}

/** Whether the device itself says that it has no connection. */
export const isOffline = (): boolean => typeof navigator !== "undefined" && navigator.onLine === false;

export function useQuestion<T>(question: () => Promise<Reply<T>>): Answer<T> {
  const [asked, setAsked] = useState<Asked<T>>({ kind: "loading" });
  const latest = useRef(question);
  latest.current = question;
  const alive = useRef(true);
  const reload = useCallback(async () => {
    const reply = await latest.current();
    if (!alive.current) return;
    if (reply.answered) setAsked({ kind: "told", value: reply.value });
    else setAsked((before) => (before.kind === "told" ? before : { kind: "failed", offline: isOffline() }));
  }, []);
  useEffect(() => {
    alive.current = true;
    void reload();
    return () => {
      alive.current = false;
    };
  }, [reload]);
  const again = useCallback(async () => {
    setAsked((before) => (before.kind === "failed" ? { kind: "loading" } : before));
    await reload();
  }, [reload]);
  return { asked, reload: again, know: (value) => setAsked({ kind: "told", value }) };
}
