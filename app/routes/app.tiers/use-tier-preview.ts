/** Begins a preview of the tiers in the form, asks how far it is until it is done, and says when the form is no longer what was tried. */
import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { Answer } from "../../components/announce";
import { useAppPath } from "../../components/app-path";
import { useTermsForm } from "../../components/terms-form/terms-form";
import type { PreviewView } from "./moves-view";
import { tierForm } from "./tier-form";

const everyMs = 700;

type StartAnswer = Answer & { readonly id?: number };

/** Asks again after each answer, as long as there is something under way. */
function useWatched(id: number | null): PreviewView | null {
  const path = useAppPath();
  const { load, data, state } = useFetcher<PreviewView>();
  const view = data && data.id === id ? data : null;
  const url = id === null ? null : path("/app/tiers/preview", { id: String(id) });
  const waits = url !== null && state === "idle" && (view === null || view.state === "running");
  useEffect(() => {
    if (!waits || url === null) return;
    const timer = setTimeout(() => load(url), view === null ? 0 : everyMs);
    return () => clearTimeout(timer);
  }, [waits, url, view, load]);
  return view;
}

export function useTierPreview() {
  const path = useAppPath();
  const { reading } = useTermsForm(tierForm);
  const starter = useFetcher<StartAnswer>();
  const stopper = useFetcher<StartAnswer>();
  const tried = useRef("");
  const [id, setId] = useState<number | null>(null);
  const view = useWatched(id);
  const draft = JSON.stringify(reading.part);
  useEffect(() => {
    if (starter.data?.id !== undefined) setId(starter.data.id);
  }, [starter.data]);
  const send = (fetcher: typeof starter, body: unknown) =>
    fetcher.submit(JSON.stringify(body), {
      method: "post",
      action: path("/app/tiers/preview"),
      encType: "application/json",
    });
  return {
    view,
    running: starter.state !== "idle" || (id !== null && (view === null || view.state === "running")),
    possible: reading.part !== null,
    outdated: view?.state === "done" && tried.current !== draft,
    answer: starter.data,
    start() {
      tried.current = draft;
      send(starter, { intent: "start", draft: reading.part });
    },
    stop() {
      if (id !== null) send(stopper, { intent: "stop", id });
    },
  };
}
