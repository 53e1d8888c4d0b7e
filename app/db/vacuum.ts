/**
 * What autovacuum does on a server and nobody does in PGlite, which has no background processes: dead rows are cleared away and the
 * planner's statistics renewed. Worth doing after a large load and then now and again; on a server there is nothing to do.
 */
import type { Database } from "./database";

export async function vacuumPglite(db: Database): Promise<void> {
  if (db.kind !== "pglite") return;
  const { rows } = await db.pool.query<{ name: string }>(`
    SELECT oid::regclass::text AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`);
  // Table by table, because each statement holds up the whole process while it runs.
  for (const { name } of rows) await db.pool.query(`VACUUM (ANALYZE) ${name}`);
}
