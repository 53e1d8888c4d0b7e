/** Numbers come back exact or not at all (law 9); moments and JSON come back as what they are. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshDatabase } from "../../testing/database";
import type { Database } from "../database";
import { type Sql, sqlOf } from "../transaction";
import { toWholeNumber, UnsafeNumberError } from "./value-types";

let db: Database;
let sql: Sql;

beforeAll(async () => {
  db = await freshDatabase();
  sql = sqlOf(db);
});
afterAll(() => db.close());

async function one(expression: string, ...values: unknown[]): Promise<unknown> {
  const [row] = await sql.query<{ value: unknown }>(`SELECT ${expression} AS value`, values);
  return row?.value;
}

describe("whole numbers (law 9)", () => {
  test("every safe integer comes back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.maxSafeInteger(), async (whole) => {
        expect(await one("$1::bigint", whole)).toBe(whole === 0 ? 0 : whole);
      }),
      { numRuns: 50 },
    );
  });

  test("a bigint beyond what JavaScript counts exactly is an error", async () => {
    expect(await one("9007199254740991::bigint")).toBe(Number.MAX_SAFE_INTEGER);
    await expect(one("9007199254740992::bigint")).rejects.toThrow(UnsafeNumberError);
    await expect(one("'-9007199254740992'::bigint")).rejects.toThrow(UnsafeNumberError);
    await expect(one("ARRAY[1, 9007199254740993]::bigint[]")).rejects.toThrow(UnsafeNumberError);
  });

  test("a sum, which PostgreSQL makes numeric, is a number or an error", async () => {
    expect(await one("(SELECT sum(x) FROM generate_series(1, 4) AS x)")).toBe(10);
    expect(await one("(SELECT sum(x::bigint) FROM generate_series(1, 4) AS x)")).toBe(10);
    await expect(
      one("(SELECT sum(x) FROM (VALUES (9007199254740991::bigint), (1)) AS t (x))"),
    ).rejects.toThrow(UnsafeNumberError);
  });

  test("a fraction is an error until it is rounded or cast on purpose", async () => {
    await expect(one("(SELECT avg(x) FROM (VALUES (1), (2)) AS t (x))")).rejects.toThrow("not whole");
    await expect(one("1.5::numeric")).rejects.toThrow("not whole");
    expect(await one("round(1.5::numeric)")).toBe(2);
    expect(await one("1.5::float8")).toBe(1.5);
    expect(await one("2.000::numeric")).toBe(2);
  });

  test.each(["NaN", "Infinity", "1e3", "", "--1", "0x10"])("%j is not a whole number", (text) => {
    expect(() => toWholeNumber(text)).toThrow(UnsafeNumberError);
  });

  test("the connection lives on after such an error", async () => {
    await expect(one("9007199254740993::bigint")).rejects.toThrow(UnsafeNumberError);
    expect(await one("1")).toBe(1);
  });
});

describe("the other values", () => {
  test("moments are exact, with a zone and without", async () => {
    const moment = new Date("2026-03-29T01:30:00.123Z");
    expect(await one("$1::timestamptz", moment)).toEqual(moment);
    expect(await one("$1::timestamp", moment)).toEqual(moment);
    expect(await one("$1::timestamptz[]", [moment, null])).toEqual([moment, null]);
    expect(await one("'2026-11-22 00:00+03:30'::timestamptz")).toEqual(new Date("2026-11-21T20:30:00Z"));
  });

  test("a calendar date stays a date", async () => {
    expect(await one("'2026-11-22'::date")).toBe("2026-11-22");
    expect(await one("'{2026-11-22,NULL}'::date[]")).toEqual(["2026-11-22", null]);
  });

  test("JSON is parsed", async () => {
    expect(await one("$1::jsonb", { points: 5, name: "وفا" })).toEqual({ points: 5, name: "وفا" });
    expect(await one("$1::jsonb[]", [{ a: 1 }, { b: '"\\' }])).toEqual([{ a: 1 }, { b: '"\\' }]);
  });

  test("arrays of whole numbers are numbers, nested ones and nulls too", async () => {
    expect(await one("ARRAY[[1, 2], [3, NULL]]::bigint[]")).toEqual([
      [1, 2],
      [3, null],
    ]);
  });
});

describe("what goes in", () => {
  test("a value that is not there is an error, not NULL", async () => {
    await expect(one("$1::text", undefined)).rejects.toThrow("$1 is undefined");
    await expect(one("$1::text[]", ["a", undefined])).rejects.toThrow("$1 is undefined");
    expect(await one("$1::text", null)).toBeNull();
  });

  test("a number that is not exact is an error", async () => {
    await expect(one("$1::bigint", 2 ** 53)).rejects.toThrow("not an exact number");
    await expect(one("$1::float8", Number.NaN)).rejects.toThrow("not an exact number");
    await expect(one("$1::bigint[]", [1, 2 ** 60])).rejects.toThrow("not an exact number");
  });

  test("one statement at a time", async () => {
    await expect(sql.query("SELECT 1; SELECT 2")).rejects.toThrow("One statement at a time");
  });
});
