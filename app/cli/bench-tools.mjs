// @ts-check
/** The closing table of `npm run bench`. */
/** @typedef {{ what: string, rate?: number, ms?: number, ratio?: number, goal?: string | number, holds?: boolean }} Row */
/** @typedef {{ name: string, rows: Row[] }} Result */

/**
 * @param {Result[]} results
 * @returns {boolean} whether every goal holds
 */
export function printTable(results) {
  const header = ["measurement", "what", "per second", "ms", "ratio", "goal", "holds"];
  const lines = results.flatMap(({ name, rows }) => rows.map((row) => [name, ...cells(row)]));
  const widths = header.map((title, column) =>
    Math.max(...[header, ...lines].map((line) => line[column]?.length ?? 0), title.length),
  );
  const print = (/** @type {string[]} */ line) =>
    console.log(
      line
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    );
  console.log("");
  print(header);
  print(widths.map((width) => "-".repeat(width)));
  for (const line of lines) print(line);
  return results.every(({ rows }) => rows.every(({ holds }) => holds !== false));
}

/** @param {Row} row */
function cells({ what, rate, ms, ratio, goal, holds }) {
  const figure = (/** @type {number | undefined} */ value, /** @type {number} */ digits) =>
    value === undefined ? "" : value.toLocaleString("en", { maximumFractionDigits: digits });
  const verdict = holds === undefined ? "" : holds ? "yes" : "NO";
  return [
    what,
    figure(rate, 0),
    figure(ms, 2),
    figure(ratio, 2),
    goal === undefined ? "" : String(goal),
    verdict,
  ];
}
