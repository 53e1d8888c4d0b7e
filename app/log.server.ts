/**
 * The log: JSON lines on standard output. Secrets and personal data never reach it, at whatever depth they stand in what is
 * logged, because they are taken out by the names of their keys before pino writes.
 */
import { type LoggerOptions, pino } from "pino";
import { serverEnv } from "./env.server";
import { redactFields } from "./redact";
import { requestIds } from "./request-context.server";

const { LOG_LEVEL, NODE_ENV } = serverEnv();

export const options = {
  level: NODE_ENV === "test" && LOG_LEVEL === "info" ? "silent" : LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  // Whatever is said while a request is answered can be followed up to it.
  mixin: () => ({ ...requestIds() }),
  formatters: {
    level: (label: string) => ({ level: label }),
    log: (fields: object) => redactFields(fields),
  },
  // Errors are plain and clean already.
  serializers: { err: (shown: unknown) => shown },
} satisfies LoggerOptions;

/**
 * Synchronous, so that the last words of a process are written; and because the asynchronous writer, when the reader of its pipe has
 * died, waits for it for ever in `process.exit`.
 */
export const log = pino(options, pino.destination({ fd: 1, sync: true }));

export type Log = typeof log;
