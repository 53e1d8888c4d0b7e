/**
 * The public API, version 1: what other systems of a shop (reviews, surveys, games, tills) tell us and ask of us with an API key. Version 1 only ever gains fields.
 * Every refusal is a problem with a reason, which does not change, and a message in the language of Accept-Language.
 */
import * as z from "zod/mini";
import { tierProgress, tierSummary } from "./member-snapshot";

export const apiScopes = ["events:write", "members:read", "orders:read"] as const;
export type ApiScope = (typeof apiScopes)[number];

/** application/problem+json */
export const apiProblem = z.object({
  status: z.int(),
  reason: z.string(),
  message: z.string(),
  /** The first field that could not be read, "events.3.key". */
  field: z.optional(z.string()),
});
export type ApiProblem = z.infer<typeof apiProblem>;

const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));
const whose = {
  customerId: z.optional(z.string().check(z.regex(/^\d{1,20}$/))),
  email: z.optional(text(320)),
};

/** Something a member did. */
export const apiEvent = z
  .object({
    type: z.enum(["review", "survey", "visit", "event"]),
    /** For type "event": the name that an earning rule gives it, "quiz.finished". */
    event: z.optional(z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/))),
    ...whose,
    /** Yours, unique for the member and the rule: the same event told again is not counted again. */
    key: text(128),
    /** When it happened; now unless given. ISO 8601. */
    at: z.optional(z.iso.datetime({ offset: true })),
    channel: z.optional(z.enum(["online", "pos", "other"])),
  })
  .check(
    z.refine((event) => (event.customerId === undefined) !== (event.email === undefined), {
      path: ["customerId"],
    }),
    z.refine((event) => (event.type === "event") === (event.event !== undefined), { path: ["event"] }),
  );
export type ApiEvent = z.infer<typeof apiEvent>;

export const mostEvents = 100;
/** POST /api/v1/events: one event, or up to 100. */
export const apiEvents = z.object({
  events: z.array(apiEvent).check(z.minLength(1), z.maxLength(mostEvents)),
});

/** What became of one event. `known`: it had been told before, and nothing happened now. */
export const apiEventResult = z.object({
  key: z.string(),
  status: z.enum(["earned", "known", "declined"]),
  points: z.int(),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
});
export type ApiEventResult = z.infer<typeof apiEventResult>;
/** In the order in which the events came. */
export const apiEventResults = z.object({ results: z.array(apiEventResult) });

/** GET /api/v1/members/:customerId */
export const apiMember = z.object({
  customerId: z.string(),
  balance: z.int(),
  pending: z.int(),
  tier: z.nullable(tierSummary),
  progress: z.nullable(tierProgress),
});
export type ApiMember = z.infer<typeof apiMember>;
