/**
 * What must stand before the first request is answered, and what must end when the process is asked to stop.
 * Called once, by `app/cli/serve.mjs`, through the server bundle.
 */
import { log } from "./log.server";

export interface Running {
  /** Lets the work at hand finish, then lets go of everything. */
  close(): Promise<void>;
}

export async function boot(): Promise<Running> {
  log.info("booted");
  return { close: async () => log.info("closed") };
}
