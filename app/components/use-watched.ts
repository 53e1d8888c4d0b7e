/**
 * Something under way in the background, asked for until it has ended. What was replaced meanwhile (by another try of the same staff member) is gone:
 * that is an answer like another, because a fetcher would turn a refusal into the fault of the whole page.
 */
import { useEffect } from "react";

interface UnderWay {
  readonly id: number;
  readonly state: "running" | "done" | "failed" | "cancelled";
}

/** What a watched thing's door answers. */
export type Watched<View extends UnderWay> = View | { readonly id: number; readonly state: "gone" };

const everyMs = 700;

interface Seen<View> {
  readonly view: View | null;
  /** It has not ended, as far as one knows. */
  readonly running: boolean;
}

const isThere = <View extends UnderWay>(answer: Watched<View>): answer is View => answer.state !== "gone";

/** What is known of the one that is watched; an answer about another one says nothing of it. */
export function seen<View extends UnderWay>(
  id: number | null,
  answer: Watched<View> | undefined,
): Seen<View> {
  if (id === null) return { view: null, running: false };
  if (answer?.id !== id) return { view: null, running: true };
  if (!isThere(answer)) return { view: null, running: false };
  return { view: answer, running: answer.state === "running" };
}

interface Asking<View extends UnderWay> {
  readonly load: (url: string) => void;
  readonly data: Watched<View> | undefined;
  readonly state: "idle" | "loading" | "submitting";
}

/** @param url where the one of this id is asked for; null while nothing is watched. */
export function useWatched<View extends UnderWay>(
  id: number | null,
  url: string | null,
  { load, data, state }: Asking<View>,
): Seen<View> {
  const now = seen(id, data);
  const { view } = now;
  const waits = url !== null && state === "idle" && now.running;
  useEffect(() => {
    if (!waits || url === null) return;
    const timer = setTimeout(() => load(url), view === null ? 0 : everyMs);
    return () => clearTimeout(timer);
  }, [waits, url, view, load]);
  return now;
}
