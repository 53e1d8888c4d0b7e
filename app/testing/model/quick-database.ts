/** Programs clash on purpose, so the database is told to look for deadlocks sooner than after its usual second. */
import type { Database } from "../../db/database";
import { sqlOf } from "../../db/transaction";

/** For sessions that begin from now on. */
export async function detectDeadlocksSoon(db: Database): Promise<void> {
  await sqlOf(db).query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = %L', current_database(), '50ms'); END $$`,
  );
}
