/**
 * A batch's columns as PostgreSQL itself writes arrays between its processes: whole numbers and moments as their bytes, texts by their length. Neither side has to print, quote or read
 * anything, which as text costs a batch more than its transaction does. Law 9 holds here as in `sql.ts`: a number that is not exact is an error.
 */
import type { ColumnType } from "./rows";

/** The types' numbers in the catalog, the same in every database. */
const elementIds: Readonly<Partial<Record<ColumnType, number>>> = {
  boolean: 16,
  bigint: 20,
  int: 23,
  text: 25,
  timestamptz: 1184,
  jsonb: 3802,
};

const HEADER_BYTES = 20;
const TWO_TO_32 = 2 ** 32;
const FIRST_MOMENT_MS = Date.UTC(2000, 0, 1);
const JSONB_VERSION = 1;
/** JSON that is written already. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** A value of a column of JSON, as its text. */
export const jsonText = (value: unknown): string =>
  value instanceof JsonText ? value.text : JSON.stringify(value);

/** Below this a loop is quicker than asking the runtime to encode. */
const SHORT = 40;

/** Grows as it is written to. One serves all columns, because each is copied out whole. */
class Writer {
  private bytes = Buffer.allocUnsafeSlow(1 << 16);
  at = 0;

  room(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + more));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  int32(value: number): void {
    this.bytes.writeInt32BE(value | 0, this.at);
    this.at += 4;
  }

  int32At(place: number, value: number): void {
    this.bytes.writeInt32BE(value, place);
  }

  byte(value: number): void {
    this.bytes[this.at] = value;
    this.at += 1;
  }

  /** @param value a whole number within the safe integers */
  int64(value: number): void {
    this.int32(Math.floor(value / TWO_TO_32));
    this.int32(value % TWO_TO_32);
  }

  bigInt64(value: bigint): void {
    this.bytes.writeBigInt64BE(value, this.at);
    this.at += 8;
  }

  text(value: string): void {
    this.room(value.length * 3);
    if (value.length <= SHORT && this.ascii(value)) return;
    this.at += this.bytes.write(value, this.at, "utf8");
  }

  /** Writes nothing, as far as anybody sees, when there is more than ASCII. */
  private ascii(value: string): boolean {
    const { bytes, at } = this;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 127) return false;
      bytes[at + index] = code;
    }
    this.at += value.length;
    return true;
  }

  copy(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.at));
  }
}

const writer = new Writer();

function writeMoment(value: unknown): boolean {
  const ms = typeof value === "number" ? value : value instanceof Date ? value.getTime() : Number.NaN;
  if (!Number.isSafeInteger(ms)) return false;
  writer.int32(8);
  const micros = (ms - FIRST_MOMENT_MS) * 1_000;
  if (Number.isSafeInteger(micros)) writer.int64(micros);
  else writer.bigInt64(BigInt(ms - FIRST_MOMENT_MS) * 1_000n);
  return true;
}

function writeWhole(value: unknown, bytes: 4 | 8): boolean {
  if (typeof value !== "number") return false;
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an exact number.`);
  if (bytes === 4 && value !== (value | 0)) throw new RangeError(`${value} is beyond a column of 32 bits.`);
  writer.int32(bytes);
  if (bytes === 4) writer.int32(value);
  else writer.int64(value);
  return true;
}

function writeText(value: string, version?: number): boolean {
  const length = writer.at;
  writer.room(8);
  writer.at += 4;
  if (version !== undefined) writer.byte(version);
  writer.text(value);
  writer.int32At(length, writer.at - length - 4);
  return true;
}

function writeValue(value: unknown, type: ColumnType): boolean {
  switch (type) {
    case "bigint":
      return writeWhole(value, 8);
    case "int":
      return writeWhole(value, 4);
    case "timestamptz":
      return writeMoment(value);
    case "text":
      return typeof value === "string" && writeText(value);
    case "jsonb":
      return writeText(jsonText(value), JSONB_VERSION);
    case "boolean":
      if (typeof value !== "boolean") return false;
      writer.int32(1);
      writer.byte(value ? 1 : 0);
      return true;
    default:
      return false;
  }
}

/** @returns null when the column holds what this way cannot carry (a moment as text, a type of its own): it travels as text then. */
export function binaryColumn<Row>(rows: readonly Row[], name: keyof Row, type: ColumnType): Buffer | null {
  const element = elementIds[type];
  if (element === undefined || rows.length === 0) return null;
  writer.at = HEADER_BYTES;
  let anyNull = 0;
  for (const row of rows) {
    const value = row[name];
    writer.room(16);
    if (value === null || value === undefined) {
      anyNull = 1;
      writer.int32(-1);
    } else if (!writeValue(value, type)) return null;
  }
  for (const [place, head] of [1, anyNull, element, rows.length, 1].entries())
    writer.int32At(place * 4, head);
  return writer.copy();
}
