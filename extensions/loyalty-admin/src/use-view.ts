/** The member as the block shows them: on the way, told, or not to be had. */
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { AdminBlockView } from "../../../app/contract/admin-block-api";
import { type Api, createApi } from "./api";
import type { Host } from "./host";

export type Seen =
  | { readonly kind: "loading" }
  | { readonly kind: "told"; readonly view: AdminBlockView }
  | { readonly kind: "failed" };

export interface Watching {
  readonly api: Api;
  readonly seen: Seen;
  reload(): void;
  know(view: AdminBlockView): void;
}

export function useView(host: Host): Watching {
  const api = useMemo(() => createApi(host), [host]);
  const [seen, setSeen] = useState<Seen>({ kind: "loading" });
  const load = useCallback(async () => {
    setSeen({ kind: "loading" });
    const reply = await api.view();
    setSeen(reply.answered ? { kind: "told", view: reply.value } : { kind: "failed" });
  }, [api]);
  useEffect(() => void load(), [load]);
  return { api, seen, reload: () => void load(), know: (view) => setSeen({ kind: "told", view }) };
}
