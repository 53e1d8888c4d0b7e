// @ts-check
/** A process ends once and in order: on SIGTERM or Ctrl-C it lets go of what it holds, and on a second Ctrl-C at once. */

/** npm forwards the terminal's Ctrl-C to us, who had it already: the twin comes within this time. */
const TWIN_MS = 1_000;
const LONGEST_MS = 25_000;

/**
 * @param {() => Promise<void>} close
 * @param {import("./request-log.mjs").Log} log
 */
export function closeOnSignal(close, log) {
  let asked = 0;
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    if (asked > 0) {
      if (Date.now() - asked > TWIN_MS) process.exit(130);
      return;
    }
    asked = Date.now();
    setTimeout(() => process.exit(1), LONGEST_MS).unref();
    log.info({ signal }, "stopping");
    close().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  // A test or script that started us and died cannot ask any more.
  process.once("disconnect", () => onSignal("SIGTERM"));
}

/** Tells the test or script that started us, when one did, that the doors are open. @param {number} port */
export function announceReady(port) {
  process.send?.({ ready: true, port });
}
