/**
 * Earning rules for what is no order: sign-up, birthday, review, survey, visit, code, any event. One action earns at most once per key, and no oftener
 * than the rule's limit allows.
 */
import { z } from "zod";
import { fault, fields, whole } from "../schema-parts";
import type { ActionRuleDefinition } from "./kind";

export const actionKinds = ["sign-up", "birthday", "review", "survey", "visit", "code", "event"] as const;
export type ActionKind = (typeof actionKinds)[number];

export const limitPeriods = ["day", "week", "month", "year", "lifetime"] as const;
export type LimitPeriod = (typeof limitPeriods)[number];

/** At most so many times in a calendar period of the shop's time zone; weeks begin on Monday. */
export const limitSchema = fields({
  times: whole(1, 10_000),
  per: z.enum(limitPeriods, fault("invalid")),
});
export type Limit = z.infer<typeof limitSchema>;

const points = whole(1, 1_000_000);

export const onceArgumentsSchema = fields({ points });
export const birthdayArgumentsSchema = fields({
  points,
  /** Days a birthday must have been on record before it earns, so that editing the date earns nothing. */
  knownDays: whole(0, 365),
});
export const repeatableArgumentsSchema = fields({ points, limit: limitSchema });
/** A code's batch says its points. */
export const codeArgumentsSchema = fields({ limit: limitSchema });
export const eventArgumentsSchema = fields({
  /** The name by which the event comes through the API. */
  event: z.string(fault("required")).regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, fault("invalid")),
  points,
  limit: limitSchema,
});

const repeatable = { points: "points", limit: "limit" } as const;

type ActionArguments = {
  readonly "sign-up": z.infer<typeof onceArgumentsSchema>;
  readonly birthday: z.infer<typeof birthdayArgumentsSchema>;
  readonly review: z.infer<typeof repeatableArgumentsSchema>;
  readonly survey: z.infer<typeof repeatableArgumentsSchema>;
  readonly visit: z.infer<typeof repeatableArgumentsSchema>;
  readonly code: z.infer<typeof codeArgumentsSchema>;
  readonly event: z.infer<typeof eventArgumentsSchema>;
};

export const actionRules: {
  readonly [Kind in ActionKind]: ActionRuleDefinition<Kind, ActionArguments[Kind]>;
} = {
  "sign-up": { kind: "sign-up", on: "action", hints: { points: "points" } },
  birthday: { kind: "birthday", on: "action", hints: { points: "points", knownDays: "whole" } },
  review: { kind: "review", on: "action", hints: repeatable },
  survey: { kind: "survey", on: "action", hints: repeatable },
  visit: { kind: "visit", on: "action", hints: repeatable },
  code: { kind: "code", on: "action", hints: { limit: "limit" } },
  event: { kind: "event", on: "action", hints: { event: "text", ...repeatable } },
};
