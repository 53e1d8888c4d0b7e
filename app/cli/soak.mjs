// @ts-check
/**
 * `npm run soak -- name [--minutes N] [--seed S]`: what `npm test` tries for a minute, for as long as one likes: every `app/testing/soak/*.soak.ts` is one. Ends with code 1
 * and the story of what went wrong.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { leave, requireNode } from "./machine.mjs";

requireNode();
const { ROOT, say } = await import("./run.mjs");
process.chdir(ROOT);
const { ensureGenerated, ensureInstalled } = await import("./install.mjs");
await ensureInstalled();
await ensureGenerated();

const names = readdirSync(join(ROOT, "app/testing/soak")).flatMap((file) =>
  file.endsWith(".soak.ts") ? [file.slice(0, -".soak.ts".length)] : [],
);
const { wanted, minutes, seed } = wishes();
if (!names.includes(wanted))
  leave(`npm run soak -- name [--minutes N] [--seed S], where name is one of: ${names.join(", ")}`);

process.env.LOG_LEVEL ||= "silent";
const { bundle } = await import("./bundle.mjs");
const script = await bundle(`app/testing/soak/${wanted}.soak.ts`, `soak/${wanted}.mjs`);
const { run } = await import(pathToFileURL(script).href);
try {
  /** A soak tells how it went in a line, or lists what was wrong. */
  const answer = await run({ minutes, seed, say });
  const wrong = Array.isArray(answer) ? answer : [];
  for (const line of typeof answer === "string" ? [answer] : wrong) say(line);
  process.exit(wrong.length === 0 ? 0 : 1);
} catch (error) {
  process.stdout.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

function wishes() {
  const options = /** @type {const} */ ({ minutes: { type: "string" }, seed: { type: "string" } });
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const number = (/** @type {string | undefined} */ text) => {
    if (text === undefined) return undefined;
    if (!(Number(text) >= 0)) leave(`"${text}" is no number`);
    return Number(text);
  };
  return { wanted: positionals[0] ?? "", minutes: number(values.minutes), seed: number(values.seed) };
}
