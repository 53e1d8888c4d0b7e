/**
 * How PostgreSQL's values become JavaScript's in raw queries. Law 9: points and money are whole safe integers, so a `bigint`, or
 * the `numeric` that `sum()` makes of bigints, comes back as a number, and one that JavaScript cannot hold exactly is an
 * error and never a rounded value. Moments are `Date`, calendar dates stay text, JSON is parsed.
 *
 * These parsers belong to the pool, not to the `pg` module: Prisma brings its own with each query.
 */
import pg from "pg";

const { builtins } = pg.types;
const [TEXT_ARRAY, INT8_ARRAY, NUMERIC_ARRAY, DATE_ARRAY, TIMESTAMP_ARRAY] = [1009, 1016, 1231, 1182, 1115];

export class UnsafeNumberError extends RangeError {
  override name = "UnsafeNumberError";
}

export function toWholeNumber(text: string): number {
  const whole = /^(-?\d+)(?:\.0+)?$/.exec(text)?.[1];
  const number = whole === undefined ? Number.NaN : Number(whole);
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  throw new UnsafeNumberError(
    whole === undefined
      ? `The database answered ${text}, which is not whole: round it in SQL, or cast it to double precision on purpose.`
      : `The database answered ${text}, which is beyond what JavaScript counts exactly: cast it to text.`,
  );
}

/** A `timestamp` without zone is UTC here, wherever the process runs (Prisma writes it so). */
const toMoment = (text: string): Date | number =>
  text.endsWith("infinity")
    ? Number(text.replace("infinity", "Infinity"))
    : new Date(`${text.replace(" ", "T")}Z`);

const asText = (text: string): string => text;

const scalar = new Map<number, (text: string) => unknown>([
  [builtins.INT8, toWholeNumber],
  [builtins.NUMERIC, toWholeNumber],
  [builtins.DATE, asText],
  [builtins.TIMESTAMP, toMoment],
]);

const elementOf = new Map<number, number>([
  [INT8_ARRAY, builtins.INT8],
  [NUMERIC_ARRAY, builtins.NUMERIC],
  [DATE_ARRAY, builtins.DATE],
  [TIMESTAMP_ARRAY, builtins.TIMESTAMP],
]);

/** The driver's own parser of text[] splits an array of anything into its elements' texts. */
const splitArray: (text: string) => unknown = pg.types.getTypeParser(TEXT_ARRAY);

function arrayOf(parse: (text: string) => unknown): (text: string) => unknown {
  const each = (element: unknown): unknown =>
    Array.isArray(element) ? element.map(each) : typeof element === "string" ? parse(element) : element;
  return (text) => each(splitArray(text));
}

export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (format === "binary") return pg.types.getTypeParser(oid, "binary");
    const own = scalar.get(oid);
    if (own !== undefined) return own;
    const element = scalar.get(elementOf.get(oid) ?? 0);
    return element === undefined ? pg.types.getTypeParser(oid, "text") : arrayOf(element);
  },
};
