/** The tables in docs/ name screens and tests. What they name is there, and no row of the issue and no lesson is left out. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const rows = "P1 P2 M1 M2 M3 M4 M5 M6 R1 R2 R3 R4 R5 R6 R7 W1 W2 W3 W4 W5 W8 W9 W10 G1 G2 U4".split(" ");
const lessons = Array.from({ length: 25 }, (_, index) => String(index + 1));

const tables = [
  { path: "docs/the-whole-program.md", wanted: rows },
  { path: "docs/field-lessons.md", wanted: lessons },
];

/** "app.members.$memberId" → "/app/members/:memberId", as Remix reads it. */
const addresses = new Set(
  readdirSync("app/routes").map((name) =>
    `/${name.replace(/\.(ts|tsx)$/, "")}`.replaceAll(".", "/").replaceAll("_/", "/").replaceAll("$", ":"),
  ),
);

interface Row {
  readonly name: string;
  readonly cells: readonly string[];
  readonly text: string;
}

function rowsOf(text: string): Row[] {
  return text
    .split("\n")
    .filter((line) => /^\| [A-Z]?\d/.test(line))
    .map((line) => {
      const cells = line.split("|").slice(1, -1);
      return { name: (cells[0] ?? "").trim().split(" ")[0] ?? "", cells, text: line };
    });
}

const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");

describe.each(tables)("$path", ({ path, wanted }) => {
  const text = readFileSync(path, "utf8");
  const found = rowsOf(text);

  test("has every row once, in order", () => {
    expect(found.map(({ name }) => name)).toEqual(wanted);
  });

  test("names a test for every row", () => {
    const without = found.filter(
      ({ cells }) => !quoted(cells.at(-1) ?? "").some((one) => /\.test\.tsx?$/.test(one)),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  test("names only what is there", () => {
    const named = quoted(text);
    const missing = named.filter((one) => {
      if (/^(app|extensions)\//.test(one)) return !existsSync(one);
      return one.startsWith("/") && !addresses.has(one);
    });
    expect(missing).toEqual([]);
  });
});

test("a lesson's test is named after it", () => {
  for (const { name, cells } of rowsOf(readFileSync("docs/field-lessons.md", "utf8"))) {
    const named = quoted(cells.at(-1) ?? "").map((path) => readFileSync(path, "utf8"));
    expect(
      named.some((source) => source.includes(`field lesson ${name}: `)),
      `lesson ${name}`,
    ).toBe(true);
  }
});

test("every test that docs/faults.md names is there", () => {
  const rows = readFileSync("docs/faults.md", "utf8")
    .split("\n")
    .filter((line) => line.endsWith("` |"));
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const named = quoted(row.split("|").at(-2) ?? "");
    expect(named.filter((path) => !/\.test\.tsx?$/.test(path) || !existsSync(path))).toEqual([]);
  }
});
