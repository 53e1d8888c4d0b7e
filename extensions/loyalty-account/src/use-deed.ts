/** One deed at a time: what is under way, and what came of the last one. A failure is said and nothing is lost by trying again. */
import { useState } from "preact/hooks";
import type { Reply } from "../../shared/line";
import { isOffline } from "./use-question";

export interface Notice {
  readonly tone: "success" | "warning" | "critical";
  readonly text: string;
}

export interface Deeds {
  /** Which deed is under way, by its name; null when none is. */
  readonly busy: string | null;
  readonly notice: Notice | null;
  /** Does it unless another is under way. @returns the answer, or null when there was none. */
  run<T>(
    name: string,
    deed: () => Promise<Reply<T>>,
    notice: (answer: T) => Notice | null,
  ): Promise<T | null>;
}

export function useDeeds(words: { readonly offline: string; readonly unanswered: string }): Deeds {
  const [busy, setBusy] = useState<string | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  return {
    busy,
    notice,
    async run(name, deed, noticeOf) {
      if (busy !== null) return null;
      setBusy(name);
      setNotice(null);
      const reply = await deed();
      setBusy(null);
      if (!reply.answered) {
        setNotice({ tone: "critical", text: isOffline() ? words.offline : words.unanswered });
        return null;
      }
      setNotice(noticeOf(reply.value));
      return reply.value;
    },
  };
}

export const declinedNotice = (answer: { readonly message: string }): Notice => ({
  tone: "warning",
  text: answer.message,
});
