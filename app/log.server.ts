/**
 * The log: JSON lines on standard output. Secrets and personal data never reach it, at whatever depth they stand in what is
 * logged, because they are taken out by the names of their keys before pino writes.
 */
import { pino } from "pino";
import { serverEnv } from "./env.server";
import { redact } from "./redact";

const { LOG_LEVEL, NODE_ENV } = serverEnv();

export const log = pino({
  level: NODE_ENV === "test" && LOG_LEVEL === "info" ? "silent" : LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: {
    level: (label) => ({ level: label }),
    log: (fields) => redact(fields) as Record<string, unknown>,
  },
  serializers: { err: pino.stdSerializers.err },
});

export type Log = typeof log;
