/**
 * The Prisma CLI without Rust engines: the schema engine runs as WebAssembly on the same driver and the same two engines as the
 * app, so that generate, migrate status, diff, dev and deploy work offline. `prisma generate` opens no database.
 */
import { join } from "node:path";
import type { PrismaConfig } from "prisma/config";

const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir = ".data" } = process.env;

// Unset, the CLI takes our schema for one that needs a query engine and tries to download it. Nobody connects to this address.
process.env.DATABASE_URL ||= "postgresql://pglite.invalid/vafa";
process.env.CHECKPOINT_DISABLE ||= "1";
process.env.PRISMA_HIDE_UPDATE_MESSAGE ||= "1";

export default {
  schema: join("prisma", "schema.prisma"),
  migrations: { path: join("prisma", "migrations") },
  experimental: { adapter: true },
  engine: "js",
  adapter: async () => {
    const { schemaEngineAdapter } = await import("./app/db/schema-engine");
    return schemaEngineAdapter(databaseUrl ? { databaseUrl, dataDir } : { dataDir });
  },
} satisfies PrismaConfig;
