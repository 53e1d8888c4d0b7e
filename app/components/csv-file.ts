/** Lists for spreadsheets (RFC 4180), with the mark by which these know UTF-8. A text that a spreadsheet would compute instead of show is led by an apostrophe; numbers stay numbers. */
import { saveFile } from "./save-file";

export type CsvRows = readonly (readonly (string | number)[])[];

/** The writer is fetched only when somebody wants a file. */
export async function csvOf(rows: CsvRows): Promise<string> {
  const { stringify } = await import("csv-stringify/browser/esm/sync");
  return stringify([...rows], { bom: true, record_delimiter: "windows", escape_formulas: true });
}

export async function saveCsv(name: string, rows: CsvRows): Promise<void> {
  saveFile(name, { type: "text/csv;charset=utf-8", text: await csvOf(rows) });
}
