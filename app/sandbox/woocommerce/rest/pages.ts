/** Lists page by page: at most a hundred, the counts in headers, and past the last page a count of 0. */
import { invalidParam, type RestAnswer, type RestCall } from "./call";

const MOST = 100;

export function paged<Row>(
  { query, home, path }: Pick<RestCall, "query" | "home" | "path">,
  rows: readonly Row[],
  shape: (row: Row) => unknown,
): RestAnswer {
  const perPage = query.number("per_page") ?? 10;
  if (perPage < 1 || perPage > MOST)
    return invalidParam("per_page", `per_page must be between 1 (inclusive) and ${MOST} (inclusive)`);
  const page = query.number("page") ?? 1;
  if (page < 1) return invalidParam("page", "page must be greater than or equal to 1");
  const offset = query.number("offset") ?? (page - 1) * perPage;
  const found = rows.slice(offset, offset + perPage);
  const total = found.length === 0 ? 0 : rows.length;
  const pages = Math.ceil(total / perPage);
  const link = (to: number, rel: string) => `<${home}/wp-json/${path}?page=${to}>; rel="${rel}"`;
  const links = [
    ...(page > 1 ? [link(Math.min(page - 1, Math.max(1, pages)), "prev")] : []),
    ...(page < pages ? [link(page + 1, "next")] : []),
  ];
  return {
    status: 200,
    body: found.map((row) => withFields(shape(row), query.list("_fields"))),
    headers: {
      "X-WP-Total": String(total),
      "X-WP-TotalPages": String(pages),
      ...(links.length > 0 ? { Link: links.join(", ") } : {}),
    },
  };
}

/** `_fields`: only these of an answer's fields. */
export function withFields(shape: unknown, fields: readonly string[]): unknown {
  if (fields.length === 0 || typeof shape !== "object" || shape === null) return shape;
  const wanted = new Set(fields.map((field) => field.split(".")[0]));
  return Object.fromEntries(Object.entries(shape).filter(([name]) => wanted.has(name)));
}

type Direction = "asc" | "desc";

/** By one thing and then by number, in the direction that was asked for. */
export function sorted<Row extends { readonly id: number }>(
  rows: readonly Row[],
  by: (row: Row) => number | string,
  direction: Direction,
): Row[] {
  const sign = direction === "asc" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [one, other] = [by(a), by(b)];
    return sign * (one < other ? -1 : one > other ? 1 : a.id - b.id);
  });
}

export const directionOf = (text: string | null, usual: Direction): Direction =>
  text === "asc" || text === "desc" ? text : usual;
