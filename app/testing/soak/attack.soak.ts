/**
 * `npm run soak -- attack [--minutes N] [--seed S]`: the fuzz of app/routes-tests/attack.test.ts for a million cases, or for so many minutes. The routes come through Vite's
 * own loader, because they are what Vite bundles.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "vite";

export const name = "attack";

const MILLION = 1_000_000;

export interface Wish {
  readonly minutes?: number | undefined;
  readonly seed?: number | undefined;
  readonly say?: ((line: string) => void) | undefined;
}

type Soak = (wish: {
  seed: number;
  cases: number;
  until: number;
  say: (line: string) => void;
}) => Promise<readonly string[]>;

function soakIn(loaded: Record<string, unknown>): Soak {
  const { soak } = loaded;
  if (typeof soak !== "function") throw new Error("app/routes-tests/attack/soak.ts has no soak");
  return (wish) => soak(wish);
}

/** @returns what was wrong: a seed and the number of its case say it again. */
export async function run({ minutes, seed, say = console.log }: Wish = {}): Promise<readonly string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "vafa-attack-"));
  // As the tests are set up: nothing of this machine's own.
  Object.assign(process.env, {
    NODE_ENV: "test",
    DATA_DIR: dataDir,
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
  });
  delete process.env.DATABASE_URL;
  const vite = await createServer({
    configFile: false,
    appType: "custom",
    logLevel: "warn",
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    esbuild: { jsx: "automatic" },
  });
  try {
    const soak = soakIn(await vite.ssrLoadModule("/app/routes-tests/attack/soak.ts"));
    const until = minutes === undefined ? Number.MAX_SAFE_INTEGER : Date.now() + minutes * 60_000;
    return await soak({
      seed: seed ?? Date.now() % 2_147_483_647,
      cases: minutes === undefined ? MILLION : Number.MAX_SAFE_INTEGER,
      until,
      say,
    });
  } finally {
    await vite.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
}
