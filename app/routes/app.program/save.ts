/** Saving: what is sent, what comes back, and what becomes of the draft. */
import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useAnnounced } from "../../components/announce";
import type { ProgramState } from "./program-state";

export type SaveAnswer =
  | { readonly done: true; readonly message: string; readonly version: number }
  | { readonly done: false; readonly reason: string; readonly message: string };

export interface Saving {
  readonly busy: boolean;
  readonly answer: SaveAnswer | undefined;
  /** @param basedOn the version to save on top of; the one the draft began from unless a conflict was looked at */
  save(basedOn?: number): void;
}

export function useSaving(state: ProgramState): Saving {
  const fetcher = useFetcher<SaveAnswer>();
  const { data, state: traffic } = fetcher;
  const settle = useRef(state.settle);
  settle.current = state.settle;
  useAnnounced(data);
  useEffect(() => {
    if (data?.done) settle.current(data.version);
  }, [data]);
  return {
    busy: traffic !== "idle",
    answer: traffic === "idle" ? data : undefined,
    save(basedOn = state.basedOn) {
      const { terms } = state.reading;
      if (!terms) {
        state.insist();
        return;
      }
      const body = JSON.stringify({ basedOn, terms });
      fetcher.submit(body, { method: "post", encType: "application/json" });
    },
  };
}
