/**
 * What the Prisma CLI's schema engine (WebAssembly, no Rust binary) needs of the driver, where the official adapter falls short:
 * it cannot name the catalog's own column types (prisma/orm 27403), and it splits scripts at every semicolon, also inside
 * function bodies. Only `prisma.config.ts` uses this; the app applies its migrations with `migrate.ts`.
 */
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { openEmbedded } from "./connection/embedded";
import { pglitePool, serverPool } from "./connection/pools";

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type AdapterFactory = Pick<PrismaPg, "provider" | "adapterName" | "connect" | "connectToShadowDb">;

const { CHAR, TEXT } = pg.types.builtins;
const [NAME, NAME_ARRAY, VOID, TEXT_ARRAY] = [19, 1003, 2278, 1009];
const READ_AS = new Map<number, number>([
  [CHAR, TEXT],
  [NAME, TEXT],
  [VOID, TEXT],
  [NAME_ARRAY, TEXT_ARRAY],
]);
/** The engine asks for `"char"` columns as characters, so they are marked on their way through the adapter. */
const CHAR_MARK = "\u0000char";
const CHARACTER = 6;

export function schemaEngineAdapter(where: { databaseUrl?: string; dataDir: string }): AdapterFactory {
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    async connect() {
      if (where.databaseUrl !== undefined) return adapterOn(serverPool(where.databaseUrl, 2), async () => {});
      letTimersNotHoldTheProcess();
      const embedded = await openEmbedded(where.dataDir);
      return adapterOn(embedded.pool, () => embedded.close());
    },
    /** An empty database to try migrations in: always in memory, so no right to create databases is needed. */
    async connectToShadowDb() {
      letTimersNotHoldTheProcess();
      const pglite = await PGlite.create();
      return adapterOn(pglitePool(pglite), () => pglite.close());
    },
  };
}

async function adapterOn(pool: pg.Pool, afterwards: () => Promise<void>): Promise<Adapter> {
  pool.on("connect", readCatalogTypesAsText);
  const adapter = await new PrismaPg(pool).connect();
  const query = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (given) => {
    const answer = await query(given);
    for (const [index, name] of answer.columnNames.entries()) {
      if (!name.endsWith(CHAR_MARK)) continue;
      answer.columnNames[index] = name.slice(0, -CHAR_MARK.length);
      answer.columnTypes[index] = CHARACTER;
    }
    return answer;
  };
  // Without parameters the driver sends the whole text at once, and PostgreSQL knows best where a statement ends.
  adapter.executeScript = async (script) => {
    await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
  };
  adapter.dispose = async () => {
    await pool.end();
    await afterwards();
  };
  return adapter;
}

interface RowDescription {
  readonly fields: { name: string; dataTypeID: number }[];
}

function readCatalogTypesAsText({ connection }: pg.PoolClient): void {
  connection.prependListener("rowDescription", ({ fields }: RowDescription) => {
    for (const field of fields) {
      if (field.dataTypeID === CHAR) field.name += CHAR_MARK;
      field.dataTypeID = READ_AS.get(field.dataTypeID) ?? field.dataTypeID;
    }
  });
}

/** PGlite arms a timer of ten seconds again and again, and the CLI ends only when nothing is left to wait for. */
function letTimersNotHoldTheProcess(): void {
  const arm = globalThis.setTimeout;
  const armed = (...given: Parameters<typeof arm>): NodeJS.Timeout => arm(...given).unref();
  globalThis.setTimeout = Object.assign(armed, arm);
}
