/** The process's service context: set once by boot, read by the doors. */
import type { ServiceContext } from "./context";

let running: ServiceContext | null = null;

export function setServices(ctx: ServiceContext | null): void {
  running = ctx;
}

/** @throws Error before boot: a door must not answer without a database. */
export function services(): ServiceContext {
  if (!running) throw new Error("the app has not booted");
  return running;
}

export function isRunning(): boolean {
  return running !== null;
}
