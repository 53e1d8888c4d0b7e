/**
 * Reads a file of members from a former program: its columns, and its rows gathered by the customer they speak of, whatever their order. What the rows say is judged later,
 * customer by customer (member-rows.ts). The same text always gives the same customers in the same order, so that a place in them can be gone on from.
 */
import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { latinDigits } from "../i18n/digits";
import { type MemberColumn, readColumns } from "./member-columns";

/** As the file has it, trimmed; cells that are empty are absent. */
export interface FileRow {
  /** As a spreadsheet counts them: the header is row 1. */
  readonly number: number;
  readonly cells: Readonly<Partial<Record<MemberColumn, string>>>;
}

/** All rows that speak of one customer. */
export interface FileCustomer {
  /** `customer:<id>` or `email:<address>`; null for rows that name nobody. */
  readonly subject: string | null;
  readonly customerId: string | null;
  readonly email: string | null;
  readonly rows: readonly FileRow[];
}

export interface MemberFile {
  readonly columns: { readonly found: readonly MemberColumn[]; readonly ignored: readonly string[] };
  readonly customers: readonly FileCustomer[];
  readonly rows: number;
}

/** Why a file cannot be looked at in detail; the translation key is `member-import.file.<fault>`. */
export const fileFaults = ["empty", "unreadable", "encoding", "no-customer-column", "too-big"] as const;
export type FileFault = (typeof fileFaults)[number];

export type ReadFile =
  | { readonly read: true; readonly file: MemberFile }
  | { readonly read: false; readonly fault: FileFault; readonly row: number | null };

/** What fits through the door with room to spare: about a hundred thousand rows. */
export const mostCharacters = 8_000_000;
const tableSchema = z.array(z.array(z.string()));

/** Spreadsheets of half the world separate by semicolons. */
function delimiterOf(text: string): string {
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]/)) || text.length);
  const counted = [",", ";", "\t"].map((mark) => ({ mark, count: header.split(mark).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}

function rowsOf(table: readonly (readonly string[])[], at: ReadonlyMap<MemberColumn, number>): FileRow[] {
  return table.slice(1).flatMap((cells, index): FileRow[] => {
    if (cells.every((cell) => cell.trim() === "")) return [];
    const named = [...at].map(([column, place]) => [column, (cells[place] ?? "").trim()] as const);
    return [{ number: index + 2, cells: Object.fromEntries(named.filter(([, cell]) => cell !== "")) }];
  });
}

const emailOf = ({ cells }: FileRow): string | null => cells.email?.toLowerCase() ?? null;

/** Digits in whatever script, without Shopify's prefix. */
const customerOf = ({ cells }: FileRow): string | null =>
  cells.customer_id === undefined
    ? null
    : latinDigits(cells.customer_id).replace(/^gid:\/\/shopify\/Customer\//, "");

/** A row that has only the e-mail belongs to the customer whom another row names with it. */
function gather(rows: readonly FileRow[]): FileCustomer[] {
  const byEmail = new Map<string, string>();
  for (const row of rows) {
    const [customer, email] = [customerOf(row), emailOf(row)];
    if (customer !== null && email !== null && !byEmail.has(email)) byEmail.set(email, customer);
  }
  const gathered = new Map<string, Omit<FileCustomer, "rows"> & { readonly rows: FileRow[] }>();
  for (const row of rows) {
    const email = emailOf(row);
    const customerId = customerOf(row) ?? byEmail.get(email ?? "") ?? null;
    const subject = customerId !== null ? `customer:${customerId}` : email !== null ? `email:${email}` : null;
    // Rows that name nobody stand each for themselves.
    const key = subject ?? `row:${row.number}`;
    const known = gathered.get(key);
    known?.rows.push(row);
    if (!known) gathered.set(key, { subject, customerId, email, rows: [row] });
    else if (known.email === null && email !== null) gathered.set(key, { ...known, email });
  }
  return [...gathered.values()];
}

export function readMemberFile(text: string): ReadFile {
  const no = (fault: FileFault, row: number | null = null) => ({ read: false, fault, row }) as const;
  if (text.length > mostCharacters) return no("too-big");
  if (text.includes("\uFFFD") || text.includes("\u0000")) return no("encoding");
  try {
    const table = tableSchema.parse(
      parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true }),
    );
    const columns = readColumns(table[0] ?? []);
    if (table.length === 0) return no("empty");
    if (!columns.at.has("customer_id") && !columns.at.has("email")) return no("no-customer-column");
    const rows = rowsOf(table, columns.at);
    if (rows.length === 0) return no("empty");
    const { at, ignored } = columns;
    const file = { columns: { found: [...at.keys()], ignored }, customers: gather(rows), rows: rows.length };
    return { read: true, file };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { records } = z.object({ records: z.number().optional() }).parse({ records: error.records });
    return no("unreadable", records === undefined ? null : records + 1);
  }
}
