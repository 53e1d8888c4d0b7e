/** Saving: what is sent, what comes back, and what becomes of the draft. */
import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useAnnounced } from "../announce";
import type { TermsForm } from "./terms-form";

export type SaveAnswer =
  | { readonly done: true; readonly message: string; readonly version: number }
  | { readonly done: false; readonly reason: string; readonly message: string };

export interface Saving {
  readonly busy: boolean;
  readonly answer: SaveAnswer | undefined;
  /** @param basedOn the version to save on top of; the one the draft began from unless a conflict was looked at */
  save(basedOn?: number): void;
}

export function useSaving(
  state: Pick<TermsForm<unknown>, "reading" | "basedOn" | "insist" | "settle">,
): Saving {
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
      const { part } = state.reading;
      if (!part) {
        state.insist();
        return;
      }
      const body = JSON.stringify({ basedOn, part });
      fetcher.submit(body, { method: "post", encType: "application/json" });
    },
  };
}
