/**
 * The state's file: written whole, beside the old one, then renamed over it, a moment after the last change and when the
 * sandbox closes. Records are never changed in place, so the text of one that did not change is kept and written again.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";

/** Raised when a record's shape changes: an older file is then refused instead of half understood. */
const FORMAT = 2;

const envelope = z.object({
  format: z.literal(FORMAT),
  scalars: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});

export type Scalar = number | string | boolean | null;
export type Row = object;

export interface StateImage {
  readonly scalars: Readonly<Record<string, Scalar>>;
  readonly tables: Readonly<Record<string, readonly Row[]>>;
}

export interface StateFile {
  read(): StateImage | null;
  /** Asks for a write soon; calls in between are one write. */
  touch(): void;
  /** Writes now what is waiting. */
  flush(): void;
}

export class ForeignStateFile extends Error {
  constructor(path: string) {
    super(
      `${path} is not a state file of this version of the sandbox. Delete the data folder to start anew.`,
    );
  }
}

export function openStateFile(path: string, image: () => StateImage, delayMs = 1_500): StateFile {
  const texts = new WeakMap<Row, string>();
  let timer: NodeJS.Timeout | null = null;
  const write = () => {
    timer = null;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, textOf(image(), texts), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  return {
    read: () => readImage(path),
    touch() {
      timer ??= setTimeout(write, delayMs).unref();
    },
    flush() {
      if (timer === null) return;
      clearTimeout(timer);
      write();
    },
  };
}

function readImage(path: string): StateImage | null {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8");
  const parsed = envelope.safeParse(parseOrNull(text));
  if (!parsed.success) throw new ForeignStateFile(path);
  return { scalars: parsed.data.scalars, tables: parsed.data.tables };
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function textOf(image: StateImage, texts: WeakMap<Row, string>): string {
  const tables = Object.entries(image.tables).map(([name, rows]) => {
    const parts = rows.map((row) => {
      const known = texts.get(row);
      if (known !== undefined) return known;
      const text = JSON.stringify(row);
      texts.set(row, text);
      return text;
    });
    return `${JSON.stringify(name)}:[${parts.join(",\n")}]`;
  });
  return `{"format":${FORMAT},"scalars":${JSON.stringify(image.scalars)},"tables":{${tables.join(",\n")}}}\n`;
}
