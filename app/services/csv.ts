/** Lists for spreadsheets (RFC 4180). A cell that a spreadsheet would compute instead of show is led by an apostrophe. */
type Cell = string | number | boolean | null;

const wouldCompute = /^[=+\-@\t\r]/;

function cellOf(value: Cell): string {
  const text = value === null ? "" : String(value);
  const safe = typeof value === "string" && wouldCompute.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}
