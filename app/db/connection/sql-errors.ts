/** What an error of the database means for the one who asked. */
import pg from "pg";

/** Serialization failure and deadlock. */
const CLASHES = new Set(["40001", "40P01"]);

/**
 * A prepared statement whose answer has other columns since a migration of a newer process. The connection that prepared it
 * never gets over it; a new one does.
 */
const isStaleStatement = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === "0A000" && error.routine === "RevalidateCachedQuery";

/**
 * The server has ended the session, or the way to it broke off. The pool hears of that by itself, but a moment later: whoever asks in between would be given a connection that is no more.
 */
const isEnded = (error: unknown): boolean =>
  error instanceof pg.DatabaseError
    ? /^(57P|08|25P0[34])/.test(error.code ?? "")
    : error instanceof Error && /^Connection terminated|connection error/.test(error.message);

/** The connection is of no use to anybody after this. */
export const isLastOfConnection = (error: unknown): boolean => isStaleStatement(error) || isEnded(error);

/** Another transaction was in the way, or the connection was too old: the same work may succeed when it is done again. */
export const mayGoBetterAgain = (error: unknown): boolean =>
  isStaleStatement(error) || (error instanceof pg.DatabaseError && CLASHES.has(error.code ?? ""));
