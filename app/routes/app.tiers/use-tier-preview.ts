/** Begins a preview of the tiers in the form, asks how far it is until it is done, and says when the form is no longer what was tried. */
import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { Answer } from "../../components/announce";
import { useAppPath } from "../../components/app-path";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { useWatched, type Watched } from "../../components/use-watched";
import type { PreviewView } from "./moves-view";
import { tierForm } from "./tier-form";

type StartAnswer = Answer & { readonly id?: number };

export function useTierPreview() {
  const path = useAppPath();
  const { reading } = useTermsForm(tierForm);
  const starter = useFetcher<StartAnswer>();
  const stopper = useFetcher<StartAnswer>();
  const tried = useRef("");
  const [id, setId] = useState<number | null>(null);
  const url = id === null ? null : path("/app/tiers/preview", { id: String(id) });
  const watched = useWatched<PreviewView>(id, url, useFetcher<Watched<PreviewView>>());
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
    view: watched.view,
    running: starter.state !== "idle" || watched.running,
    possible: reading.part !== null,
    outdated: watched.view?.state === "done" && tried.current !== draft,
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
