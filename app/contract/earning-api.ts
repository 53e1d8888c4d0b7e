/**
 * Earning without an order, as shoppers do it themselves: enter a code, tell a birthday, visit. The same shapes through the storefront's proxy (`/proxy/codes`, `/proxy/birthday`,
 * `/proxy/actions`) and the account page (`/api/account/codes`, `/api/account/birthday`). Forms post the same fields; they are led back with the answer in the address.
 */
import * as z from "zod/mini";

/** What a program lets members do themselves to earn: enter a code, tell their birthday. */
export const earningForm = z.enum(["code", "birthday"]);
export type EarningForm = z.infer<typeof earningForm>;

/** POST …/codes. As typed: case, gaps and letters mistaken for others do not matter. */
export const codeRequest = z.object({ code: z.string().check(z.minLength(1), z.maxLength(100)) });
export type CodeRequest = z.infer<typeof codeRequest>;

const whole = z.union([z.int(), z.pipe(z.string().check(z.regex(/^\d{1,2}$/)), z.coerce.number())]);

/** POST …/birthday: month and day, no year. It can be told once; later only the shop changes it. */
export const birthdayRequest = z.object({ month: whole, day: whole });
export type BirthdayRequest = z.infer<typeof birthdayRequest>;

/** POST /proxy/actions. A visit counts once a day, and as often as the rule's limit lets it. */
export const actionRequest = z.object({ action: z.literal("visit") });

/** 200; 409 declined, 422 not readable, 429 too often. `message` is in the shopper's language. */
export const earningAnswer = z.discriminatedUnion("status", [
  z.object({ status: z.literal("earned"), points: z.int(), balance: z.int(), message: z.string() }),
  /** It had been told before: nothing happened now. */
  z.object({ status: z.literal("known"), points: z.int(), balance: z.int(), message: z.string() }),
  /** "03-21" */
  z.object({ status: z.literal("birthday-kept"), birthday: z.string(), message: z.string() }),
  z.object({ status: z.literal("declined"), reason: z.string(), message: z.string() }),
]);
export type EarningAnswer = z.infer<typeof earningAnswer>;
