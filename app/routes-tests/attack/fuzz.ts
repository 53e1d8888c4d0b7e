/**
 * Many cases, several at a time: none may be answered with 5xx, write anything without good credentials (the database's own counter of writing transactions says so), show
 * a secret in an answer or in the log, or send a document that anybody may frame.
 */
import pino from "pino";
import { log } from "../../log.server";
import { SECRET } from "../shopify-doors";
import { dataOf, severally } from "./answers";
import { type Case, caseBy } from "./cases";
import type { Ground } from "./ground";
import { gapsOf } from "./policy-gaps";
import { chanceOfCase } from "./random";
import type { AskedApp } from "./whole-app";

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

/** A case that is made anew whenever it is asked for: a request is sent once. */
interface Tried extends Case {
  readonly number: number;
  readonly app: AskedApp;
  readonly address: string;
}

function triedBy(ground: Ground, seed: number, number: number): Tried {
  const chance = chanceOfCase(seed, number);
  const made = caseBy(chance, ground);
  const address = `10.${chance.below(250)}.${chance.below(250)}.1`;
  // Now and then among all routes: whether a strange address reaches another one than it was made for.
  const app = chance.odds(0.1) ? ground.whole : ground.whole.alone(made.route);
  return { ...made, number, address, app };
}

/** So many cases are tried between two looks at the database's counter. */
const GROUP = 512;

interface Round {
  readonly ground: Ground;
  readonly seed: number;
  readonly secret: RegExp;
  readonly heard: { readonly lines: string[] };
  readonly statuses: Map<number, number>;
  fault(tried: Pick<Tried, "number" | "what" | "request">, what: string): void;
}

async function tryOne({ secret, heard, statuses, fault }: Round, tried: Tried): Promise<void> {
  try {
    const { status, headers, text } = await dataOf(tried.app, tried.request, { address: tried.address });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status >= 500) fault(tried, `answered ${status}: ${heard.lines.at(-1)?.slice(0, 600) ?? ""}`);
    const whole = `${text}\n${JSON.stringify([...headers])}`;
    // Who makes a key is told it, once; and a key that was made is none of these.
    if (secret.test(whole)) fault(tried, `told a secret: ${secret.exec(whole)?.[0]}`);
    if (headers.get("Content-Type")?.startsWith("text/html"))
      for (const gap of gapsOf({ headers, text })) fault(tried, `sent a document: ${gap}`);
  } catch (error) {
    fault(tried, `threw ${error instanceof Error ? error.stack : String(error)}`);
  }
}

/** One of them wrote: each is tried again by itself, to name it. */
async function nameWriter(round: Round, group: readonly Tried[]): Promise<void> {
  for (const { number } of group) {
    const again = triedBy(round.ground, round.seed, number);
    const before = await written(round.ground);
    await dataOf(again.app, again.request, { address: again.address });
    if ((await written(round.ground)) !== before) return round.fault(again, "wrote to the database");
  }
  const [first, last] = [group[0], group.at(-1)];
  if (first) round.fault(first, `one of the cases up to ${last?.number} wrote to the database`);
}

async function tryGroup(round: Round, group: readonly Tried[]): Promise<void> {
  const { ground, heard, secret } = round;
  const forged = group.filter((tried) => tried.forged);
  const before = await written(ground);
  await severally(forged, (tried) => tryOne(round, tried));
  if ((await written(ground)) !== before) await nameWriter(round, forged);
  await severally(
    group.filter((tried) => !tried.forged),
    (tried) => tryOne(round, tried),
  );
  const told = heard.lines.find((line) => secret.test(line));
  if (told !== undefined && group[0])
    round.fault(
      group[0],
      `this or one of the ${group.length} after it logged a secret: ${told.slice(0, 300)}`,
    );
}

export async function fuzz(
  ground: Ground,
  { seed, cases, from = 0, onProgress, until = Number.POSITIVE_INFINITY }: FuzzWish,
): Promise<FuzzResult> {
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  const heard = listenToLog();
  const round: Round = {
    ground,
    seed,
    heard,
    statuses,
    secret: new RegExp(secretsOn(ground).map(escaped).join("|")),
    fault: ({ number, what, request }, wrong) =>
      faults.push(`seed ${seed}, case ${number}: ${what} (${request.url.slice(0, 200)}): ${wrong}`),
  };
  let [forged, done, logLines] = [0, 0, 0];
  while (done < cases && faults.length < 20 && Date.now() < until) {
    const group = Array.from({ length: Math.min(GROUP, cases - done) }, (_, index) =>
      triedBy(ground, seed, from + done + index),
    );
    await tryGroup(round, group);
    logLines += heard.lines.length;
    heard.lines.length = 0;
    forged += group.filter((tried) => tried.forged).length;
    const steps = Math.floor(done / 10_000);
    done += group.length;
    if (Math.floor(done / 10_000) > steps) onProgress?.(done);
  }
  heard.stop();
  return { cases: done, forged, faults, statuses, logLines };
}
