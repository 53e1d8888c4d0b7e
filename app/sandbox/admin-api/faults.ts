/**
 * What goes wrong on purpose: the next N answers to matching operations fail in the way that was asked for. Tests set faults to see
 * that no point is lost; people set them to see what the app says.
 */
import * as z from "zod";

export const faultKinds = [
  /** 200 with a THROTTLED error, as GraphQL throttles. */
  "throttled",
  /** 429 with Retry-After, as the edge throttles. */
  "429",
  "500",
  /** 502 with a page of HTML. */
  "502",
  /** Nothing is done and no answer comes. */
  "timeout-before",
  /** It is done, but the answer never comes. */
  "timeout-after",
  /** It is done, and half of the answer comes. */
  "half",
  /** A mutation is refused with the given user errors; nothing is done. */
  "user-error",
  /** It is done, after `delayMs`. */
  "delay",
  /** 401, as after an uninstall. */
  "401",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const faultWish = z.object({
  kind: z.enum(faultKinds),
  /** How many answers. */
  next: z.coerce.number().int().min(1).max(100_000).default(1),
  shop: z.string().optional(),
  /** Name of the operation or of one of its root fields; without it every operation matches. */
  operation: z.string().optional(),
  delayMs: z.coerce.number().int().min(0).max(120_000).default(1_000),
  userErrors: z
    .array(
      z.object({ field: z.array(z.string()).nullable(), code: z.string().nullable(), message: z.string() }),
    )
    .default([{ field: null, code: "INTERNAL_ERROR", message: "Something went wrong, please try again." }]),
});
export type FaultWish = z.infer<typeof faultWish>;

export interface FaultCase {
  readonly shop: string;
  readonly names: readonly string[];
  readonly mutation: boolean;
}

export class Faults {
  private wishes: { wish: FaultWish; left: number }[] = [];

  add(wish: FaultWish): void {
    this.wishes.push({ wish, left: wish.next });
  }

  clear(): void {
    this.wishes = [];
  }

  /** Takes the fault that is due for this operation, if any. */
  take(operation: FaultCase): FaultWish | null {
    const due = this.wishes.find(({ wish }) => matches(wish, operation));
    if (due === undefined) return null;
    due.left -= 1;
    this.wishes = this.wishes.filter(({ left }) => left > 0);
    return due.wish;
  }

  list(): readonly (FaultWish & { readonly left: number })[] {
    return this.wishes.map(({ wish, left }) => ({ ...wish, left }));
  }
}

function matches(wish: FaultWish, { shop, names, mutation }: FaultCase): boolean {
  if (wish.shop !== undefined && wish.shop !== shop) return false;
  if (wish.kind === "user-error" && !mutation) return false;
  return wish.operation === undefined || names.includes(wish.operation);
}
