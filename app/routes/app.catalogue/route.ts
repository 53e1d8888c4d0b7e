/** What the pickers ask: products and collections of the store, by words or by id. Answers with data only; the store is asked each time, nothing is kept. */
import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { CatalogueAnswer } from "../../components/pickers/use-catalogue";
import { StoreClosed, StoreUnavailable } from "../../stores/store";
import { authenticateStaff } from "../app/staff.server";

const querySchema = z.object({
  kind: z.enum(["product", "collection"]),
  q: z.string().trim().max(100).default(""),
  /** Ids with commas between them. */
  ids: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter((id) => id !== ""))
    .pipe(z.array(z.string().max(64)).max(250)),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const { services, shop } = await authenticateStaff(request);
  const parsed = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return json<CatalogueAnswer>({ items: [], away: false }, 400);
  const { kind, q, ids } = parsed.data;
  try {
    const store = await services.storeFor(shop.shopId);
    const items =
      ids.length > 0
        ? await store.describeCatalogue({ kind, ids })
        : await store.searchCatalogue({ kind, words: q });
    return json<CatalogueAnswer>({ items, away: false });
  } catch (error) {
    if (error instanceof StoreUnavailable || error instanceof StoreClosed)
      return json<CatalogueAnswer>({ items: [], away: true });
    throw error;
  }
}
