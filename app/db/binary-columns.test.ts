/** What travels as bytes arrives as what travels as text does: any value of any type, and nothing that is not exact. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../testing/database";
import { binaryColumn } from "./binary-columns";
import type { Database } from "./database";
import type { ColumnType } from "./rows";
import { type Sql, sqlOf } from "./transaction";

let db: Database;
let sql: Sql;
beforeAll(async () => {
  db = await freshDatabase();
  sql = sqlOf(db);
});
afterAll(() => db.close());

async function there(values: readonly unknown[], type: ColumnType): Promise<unknown[]> {
  const column = binaryColumn(
    values.map((value) => ({ value })),
    "value",
    type,
  );
  const rows = await sql.query<{ value: unknown }>(
    `SELECT value FROM unnest($1::${type}[]) AS batch(value)`,
    [column],
  );
  return rows.map(({ value }) => value);
}

const nothing = fc.constant(null);
const sort = { numRuns: 60 };

test("whole numbers of 64 bits, as far as JavaScript counts exactly", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fc.maxSafeInteger(), nothing), { minLength: 1 }), async (values) => {
      expect(await there(values, "bigint")).toEqual(values.map((value) => (value === 0 ? 0 : value)));
    }),
    sort,
  ));

test("whole numbers of 32 bits", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fc.integer(), nothing), { minLength: 1 }), async (values) => {
      expect(await there(values, "int")).toEqual(values.map((value) => (value === 0 ? 0 : value)));
    }),
    sort,
  ));

test("texts in every script, short and long", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.string({ unit: "grapheme", maxLength: 90 }), nothing), { minLength: 1 }),
      async (values) => {
        const kept = values.map((value) => value?.replaceAll("\0", "") ?? null);
        expect(await there(kept, "text")).toEqual(kept);
      },
    ),
    sort,
  ));

test("moments to the millisecond, also those that stand for never", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(9999, 11, 31) }), nothing), {
        minLength: 1,
      }),
      async (values) => {
        const dates = values.map((value) => (value === null ? null : new Date(value)));
        expect(await there(values, "timestamptz")).toEqual(dates);
        expect(await there(dates, "timestamptz")).toEqual(dates);
      },
    ),
    sort,
  ));

test("JSON as it was, a list too", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue({ noUnicodeString: true }), { minLength: 1 }), async (values) => {
      const plain: unknown[] = JSON.parse(JSON.stringify(values).replaceAll("\\u0000", ""));
      expect(await there(plain, "jsonb")).toEqual(plain);
    }),
    sort,
  ));

test("yes and no", async () => {
  expect(await there([true, null, false], "boolean")).toEqual([true, null, false]);
});

test("a number that is not exact is an error", () => {
  expect(() => binaryColumn([{ value: 1.5 }], "value", "bigint")).toThrow(RangeError);
  expect(() => binaryColumn([{ value: 2 ** 53 }], "value", "bigint")).toThrow(RangeError);
  expect(() => binaryColumn([{ value: 2 ** 31 }], "value", "int")).toThrow(RangeError);
});

test("what it cannot carry goes another way", () => {
  expect(binaryColumn([{ value: "2026-11-22" }], "value", "timestamptz")).toBeNull();
  expect(binaryColumn([{ value: "x" }], "value", "uuid")).toBeNull();
  expect(binaryColumn([], "value", "text")).toBeNull();
});
