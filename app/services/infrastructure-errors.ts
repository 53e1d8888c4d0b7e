/** Tells a broken connection from a bug: infrastructure is tried again, a bug parks what it failed on. */
const connectionCodes = /^(08|53|57P|58)|^(40001|40P01|55P03)$/;
const systemCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENOSPC",
]);

/** PostgreSQL classes 08 connection, 53 resources, 57P shutdown, 58 system, and clashes; Node's own network and disk errors. */
export function isInfrastructureError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string") {
    return connectionCodes.test(error.code) || systemCodes.has(error.code);
  }
  return /Connection terminated|connection timeout|timeout exceeded|Client has encountered a connection error|Cannot use a pool after/.test(
    error.message,
  );
}
