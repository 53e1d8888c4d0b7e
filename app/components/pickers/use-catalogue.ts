/** Asks the store for products or collections while a picker is being typed into, and for the titles of what was picked before. */
import { useFetcher } from "@remix-run/react";
import { useEffect, useMemo, useState } from "react";
import { useTranslator } from "../admin";
import { appPath } from "../app-path";

export type CatalogueKind = "product" | "collection";

/** A product or collection as pickers show it. */
export interface CatalogueEntry {
  readonly id: string;
  readonly title: string;
  readonly image: string | null;
}

export interface CatalogueAnswer {
  readonly items: readonly CatalogueEntry[];
  /** The store could not be asked now. */
  readonly away: boolean;
}

const pauseMs = 250;

export function useCatalogue(kind: CatalogueKind, selected: readonly string[], words: string) {
  const { locale } = useTranslator();
  const search = useFetcher<CatalogueAnswer>();
  const described = useFetcher<CatalogueAnswer>();
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>({});
  const unknown = useMemo(
    () => selected.filter((id) => titles[id] === undefined).slice(0, 250),
    [selected, titles],
  );
  const wanted = unknown.join(",");
  const { load: loadDescribed } = described;
  const { load: loadSearch } = search;
  useEffect(() => {
    if (wanted !== "") loadDescribed(appPath("/app/catalogue", locale, { kind, ids: wanted }));
  }, [wanted, kind, loadDescribed, locale]);
  useEffect(() => {
    const items = [...(described.data?.items ?? []), ...(search.data?.items ?? [])];
    if (items.length > 0)
      setTitles((before) => ({
        ...before,
        ...Object.fromEntries(items.map(({ id, title }) => [id, title])),
      }));
  }, [described.data, search.data]);
  useEffect(() => {
    const timer = setTimeout(
      () => loadSearch(appPath("/app/catalogue", locale, { kind, q: words })),
      pauseMs,
    );
    return () => clearTimeout(timer);
  }, [words, kind, loadSearch, locale]);
  return {
    titles,
    found: search.data?.items ?? [],
    busy: search.state !== "idle",
    away: search.data?.away ?? false,
  };
}
