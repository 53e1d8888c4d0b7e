/** Lists for spreadsheets (RFC 4180), with the mark by which these know UTF-8. A text that a spreadsheet would compute instead of show is led by an apostrophe; numbers stay numbers. */
import { stringify } from "csv-stringify/browser/esm/sync";
import { saveFile } from "./save-file";

export type CsvRows = readonly (readonly (string | number)[])[];

export const csvOf = (rows: CsvRows): string =>
  stringify([...rows], { bom: true, record_delimiter: "windows", escape_formulas: true });

export const saveCsv = (name: string, rows: CsvRows) =>
  saveFile(name, { type: "text/csv;charset=utf-8", text: csvOf(rows) });
