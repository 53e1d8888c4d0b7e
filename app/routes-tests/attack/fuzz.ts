/**
 * Many cases, one after the other: none may be answered with 5xx, write anything without good credentials (the database's own counter of writing transactions says so), show
 * a secret in an answer or in the log, or send a document that anybody may frame.
 */
import pino from "pino";
import { log } from "../../log.server";
import { SECRET } from "../shopify-doors";
import { dataOf } from "./answers";
import { caseBy } from "./cases";
import type { Ground } from "./ground";
import { chanceOfCase } from "./random";

export interface FuzzResult {
  readonly cases: number;
  readonly forged: number;
  readonly faults: readonly string[];
  readonly statuses: ReadonlyMap<number, number>;
  readonly logLines: number;
}

/** Everything that opens a door of anybody's. */
export const secretsOn = ({ parties }: Ground): readonly string[] => [
  SECRET,
  ...parties.flatMap(({ apiKey, woo, name }) => [
    apiKey,
    ...(woo ? [woo.plugin.secret, woo.webhookSecret, `ck_canary_${name}`, `cs_canary_${name}`] : []),
  ]),
  "shpat_canary",
  process.env.ENCRYPTION_KEY ?? "there is no key",
];

export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Everything that is logged from now on, as the product would write it. */
export function listenToLog(): { readonly lines: string[]; stop(): void } {
  const lines: string[] = [];
  const stream = pino.symbols.streamSym;
  const own: unknown = Reflect.get(log, stream);
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    lines.push(words.map(String).join(" "));
  };
  const level = log.level;
  Reflect.set(log, stream, { write: (line: string) => lines.push(line) });
  log.level = "trace";
  return {
    lines,
    stop() {
      log.level = level;
      console.warn = warn;
      Reflect.set(log, stream, own);
    },
  };
}

async function written(ground: Ground): Promise<string> {
  const rows = await ground.sql.query<{ next: string }>(
    `SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS "next"`,
  );
  return rows[0]?.next ?? "";
}

export interface FuzzWish {
  readonly seed: number;
  readonly cases: number;
  readonly from?: number;
  /** Told now and then, in a long run. */
  readonly onProgress?: (done: number) => void;
  /** Stops when this moment has passed. */
  readonly until?: number;
}

export async function fuzz(
  ground: Ground,
  { seed, cases, from = 0, onProgress, until }: FuzzWish,
): Promise<FuzzResult> {
  const secret = new RegExp(secretsOn(ground).map(escaped).join("|"));
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  const heard = listenToLog();
  let [forged, done, logLines] = [0, 0, 0];
  let next = await written(ground);
  for (let number = from; number < from + cases && faults.length < 20; number += 1) {
    const chance = chanceOfCase(seed, number);
    const tried = caseBy(chance, ground);
    const fault = (what: string) =>
      faults.push(
        `seed ${seed}, case ${number}: ${tried.what} (${tried.request.url.slice(0, 200)}): ${what}`,
      );
    try {
      const address = `10.${chance.below(250)}.${chance.below(250)}.1`;
      const { status, headers, text } = await dataOf(ground.whole, tried.request, { address });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500) fault(`answered ${status}: ${heard.lines.at(-1)?.slice(0, 600) ?? ""}`);
      const whole = `${text}\n${JSON.stringify([...headers])}`;
      // Who makes a key is told it, once; and a key that was made is none of these.
      if (secret.test(whole)) fault(`told a secret: ${secret.exec(whole)?.[0]}`);
      if (
        headers.get("Content-Type")?.startsWith("text/html") &&
        !/frame-ancestors/.test(headers.get("Content-Security-Policy") ?? "")
      )
        fault("sent a document that anybody may frame");
    } catch (error) {
      fault(`threw ${error instanceof Error ? error.stack : String(error)}`);
    }
    const now = await written(ground);
    if (tried.forged) {
      forged += 1;
      if (now !== next) fault("wrote to the database");
    }
    next = now;
    logLines += heard.lines.length;
    const told = heard.lines.find((line) => secret.test(line));
    if (told !== undefined) fault(`logged a secret: ${told.slice(0, 300)}`);
    heard.lines.length = 0;
    done += 1;
    if (done % 10_000 === 0) onProgress?.(done);
    if (until !== undefined && Date.now() > until) break;
  }
  heard.stop();
  return { cases: done, forged, faults, statuses, logLines };
}
