/** Cursor pagination as Shopify has it: `first` or `last` is required, at most 250, cursors are opaque. */
import { GraphQLError } from "graphql";

export type Args = Readonly<Record<string, unknown>>;
export type Field = (args: Args) => unknown;
/** One object of the answer: values, and functions of the field's arguments. */
export type ApiNode = { readonly [field: string]: unknown };

export interface Page {
  readonly nodes: readonly ApiNode[];
  readonly edges: readonly { readonly cursor: string; readonly node: ApiNode }[];
  readonly pageInfo: ApiNode;
}

const LARGEST_PAGE = 250;

function countArg(args: Args, name: "first" | "last"): number | null {
  const value = args[name];
  if (typeof value !== "number") return null;
  if (value < 0)
    throw new GraphQLError(`${name} cannot be less than zero`, { extensions: { code: "BAD_REQUEST" } });
  if (value > LARGEST_PAGE) {
    throw new GraphQLError(`${name} cannot exceed ${LARGEST_PAGE}`, { extensions: { code: "BAD_REQUEST" } });
  }
  return value;
}

function textArg(args: Args, name: string): string | null {
  const value = args[name];
  return typeof value === "string" ? value : null;
}

const cursorOf = (key: string) => Buffer.from(JSON.stringify({ last_id: key })).toString("base64");

/** A page of `items`, which are in their order already; `keyOf` names one, `nodeOf` builds what is asked for. */
export function connection<T>(
  items: readonly T[],
  args: Args,
  keyOf: (item: T) => string | number,
  nodeOf: (item: T) => ApiNode,
): Page {
  const first = countArg(args, "first");
  const last = countArg(args, "last");
  if (first === null && last === null) {
    throw new GraphQLError("you must provide one of first or last", { extensions: { code: "BAD_REQUEST" } });
  }
  if (first !== null && last !== null) {
    throw new GraphQLError("providing both first and last is not supported", {
      extensions: { code: "BAD_REQUEST" },
    });
  }
  const ordered = args.reverse === true ? [...items].reverse() : items;
  const cursors = new Map(ordered.map((item, index) => [cursorOf(String(keyOf(item))), index]));
  const from = positionOf(cursors, textArg(args, "after"), -1) + 1;
  const to = positionOf(cursors, textArg(args, "before"), ordered.length);
  const start = last === null ? from : Math.max(from, to - last);
  const end = first === null ? to : Math.min(to, from + first);
  const page = ordered.slice(start, end);
  const edges = page.map((item) => ({ cursor: cursorOf(String(keyOf(item))), node: nodeOf(item) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: end < ordered.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function positionOf(cursors: ReadonlyMap<string, number>, cursor: string | null, absent: number): number {
  if (cursor === null) return absent;
  const position = cursors.get(cursor);
  if (position === undefined) {
    throw new GraphQLError("Invalid cursor for current pagination sort.", {
      extensions: { code: "BAD_REQUEST" },
    });
  }
  return position;
}
