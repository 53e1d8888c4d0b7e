// @ts-check
/** The encryption key that `npm start` made for its own database and keeps beside it (app/sandbox/environment.ts). */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./run.mjs";

/** Where it would be. */
export const sandboxSecrets = () => join(process.env.DATA_DIR || join(ROOT, ".data"), "sandbox-secrets.json");

/** In base64; null where there is no sandbox. @returns {string | null} */
export function sandboxKey() {
  const file = sandboxSecrets();
  return existsSync(file) ? String(JSON.parse(readFileSync(file, "utf8")).encryptionKey) : null;
}
