/**
 * PGlite in a folder: PostgreSQL inside this process, for trying, developing and testing. It never syncs to the disk (a power cut
 * may lose what was acknowledged; kill -9 does not), so production asks for DATABASE_URL. The files are readable by their
 * owner alone, and by one process at a time.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type pg from "pg";
import { lockFolder } from "./folder-lock";
import { pglitePool } from "./pools";

export interface Embedded {
  readonly pool: pg.Pool;
  /** Closes PGlite and lets go of the folder; the pool must have ended. */
  close(): Promise<void>;
}

export async function openEmbedded(dataDir: string): Promise<Embedded> {
  const folder = join(dataDir, "pglite");
  const lock = lockFolder(folder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const pglite = await PGlite.create(folder);
    return {
      pool: pglitePool(pglite),
      async close() {
        await pglite.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
