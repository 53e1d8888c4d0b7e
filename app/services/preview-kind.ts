/** What one kind of preview is: the shape of its draft and of what it finds, how much there is to look at, and how one slice is looked at. */
import type { z } from "zod";
import type { PreviewRow, PreviewStep } from "../db/previews";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { ServiceContext } from "./context";

interface Slice<Draft, Result> {
  readonly shop: ShopRow;
  readonly draft: Draft;
  /** What was found so far. */
  readonly result: Result;
  /** After what to go on; null for the first slice. */
  readonly cursor: string | null;
}

export interface PreviewDefinition<Draft, Result> {
  readonly draft: z.ZodType<Draft>;
  readonly result: z.ZodType<Result>;
  readonly begin: (
    ctx: ServiceContext,
    sql: Sql,
    wanted: { readonly shop: ShopRow; readonly draft: Draft },
  ) => Promise<{ readonly result: Result; readonly expected: number }>;
  readonly slice: (
    ctx: ServiceContext,
    sql: Sql,
    slice: Slice<Draft, Result>,
  ) => Promise<PreviewStep & { readonly result: Result }>;
}

/** A kind of preview as the frame runs it, whatever its shapes are. */
export interface PreviewRunner {
  /** null: the draft is not one. */
  readonly begin: (
    ctx: ServiceContext,
    sql: Sql,
    wanted: { readonly shop: ShopRow; readonly draft: unknown },
  ) => Promise<{ readonly draft: unknown; readonly result: unknown; readonly expected: number } | null>;
  readonly slice: (
    ctx: ServiceContext,
    sql: Sql,
    at: { readonly shop: ShopRow; readonly preview: PreviewRow },
  ) => Promise<PreviewStep>;
}

export function previewRunner<Draft, Result>(kind: PreviewDefinition<Draft, Result>): PreviewRunner {
  return {
    begin: async (ctx, sql, { shop, draft }) => {
      const parsed = kind.draft.safeParse(draft);
      if (!parsed.success) return null;
      return { draft: parsed.data, ...(await kind.begin(ctx, sql, { shop, draft: parsed.data })) };
    },
    slice: (ctx, sql, { shop, preview }) =>
      kind.slice(ctx, sql, {
        shop,
        draft: kind.draft.parse(preview.draft),
        result: kind.result.parse(preview.result),
        cursor: preview.cursor,
      }),
  };
}
