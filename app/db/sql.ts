/**
 * One SQL statement with positional parameters. What goes in is held to the same law as what comes out (law 9): a number that is
 * not exact, or a value that is not there, is a bug and never becomes a NULL or a rounded column.
 *
 * To give a JSON column an array, pass its text (`JSON.stringify`): the driver makes a PostgreSQL array of a JavaScript one.
 */
import { createHash } from "node:crypto";
import type pg from "pg";

export interface Sql {
  query<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>;
}

/** A statement is prepared under a name once it has proved to be one that comes back. */
const NAMED_FROM = 3;
const MOST_TEXTS = 512;
const uses = new Map<string, { count: number; readonly name: string }>();

export async function runStatement<R extends object>(
  client: Pick<pg.ClientBase, "query">,
  text: string,
  values: readonly unknown[],
): Promise<R[]> {
  if (values.length === 0) return rowsOf(await client.query<R>(text));
  const name = statementName(text);
  const given = values.map((value, index) => parameter(value, index + 1));
  return rowsOf(
    await client.query<R>(name === undefined ? { text, values: given } : { name, text, values: given }),
  );
}

/** The driver answers several statements with several results, whatever its types say. */
function rowsOf<R extends object>(result: pg.QueryResult<R>): R[] {
  if (Array.isArray(result)) throw new Error("One statement at a time: the text held several.");
  return result.rows;
}

function statementName(text: string): string | undefined {
  let use = uses.get(text);
  if (use === undefined) {
    if (uses.size >= MOST_TEXTS) return undefined;
    use = { count: 0, name: `vafa_${createHash("sha256").update(text).digest("base64url").slice(0, 22)}` };
    uses.set(text, use);
  }
  use.count += 1;
  return use.count >= NAMED_FROM ? use.name : undefined;
}

function parameter(value: unknown, position: number): unknown {
  if (Array.isArray(value)) return value.map((element) => parameter(element, position));
  if (value === undefined)
    throw new TypeError(`Parameter $${position} is undefined: pass null to mean NULL.`);
  if (typeof value === "number" && !isExact(value))
    throw new RangeError(`Parameter $${position} is ${value}, which is not an exact number.`);
  // With its zone, so that a column without one gets UTC wherever the process runs.
  if (value instanceof Date) return value.toISOString();
  return value;
}

const isExact = (value: number): boolean =>
  Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
