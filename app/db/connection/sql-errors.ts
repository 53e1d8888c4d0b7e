/** What an error of the database means for the one who asked. */
import pg from "pg";

/** Serialization failure and deadlock. */
const CLASHES = new Set(["40001", "40P01"]);

/**
 * A prepared statement whose answer has other columns since a migration of a newer process. The connection that prepared it
 * never gets over it; a new one does.
 */
export const isStaleStatement = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === "0A000" && error.routine === "RevalidateCachedQuery";

/** Another transaction was in the way, or the connection was too old: the same work may succeed when it is done again. */
export const mayGoBetterAgain = (error: unknown): boolean =>
  isStaleStatement(error) || (error instanceof pg.DatabaseError && CLASHES.has(error.code ?? ""));
