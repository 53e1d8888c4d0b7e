/** The cells of one row of a file of members, each read by its column: digits and dates as people write them, tiers by any of their names. */
import { z } from "zod";
import { latinDigits } from "../i18n/digits";
import type { Instant } from "../loyalty/brand";
import { type Currency, parseDecimal } from "../loyalty/money";
import type { TierProgram } from "../loyalty/tiers";
import { type MemberColumn, memberColumns } from "./member-columns";
import { readBirthdate, readMoment } from "./member-dates";

/** Why a row cannot be taken; the translation key is `member-import.problem.<reason>`. */
export const problemReasons = [
  "no-customer",
  "customer-id",
  "email",
  "record",
  "number",
  "amount",
  "date",
  "birthday",
  "tier",
  "too-long",
  "required",
  "future",
  "dates-order",
  "member-twice",
  "unknown-email",
  "several-members",
  "id-and-email-differ",
  "not-active",
  "imported-before",
] as const;
export type ProblemReason = (typeof problemReasons)[number];

export interface ReadingFrame {
  readonly currency: Currency;
  readonly timeZone: string;
  readonly tiers: TierProgram;
  readonly now: Instant;
}

/** More than this is surely a slip of the keyboard. */
const mostPoints = 1_000_000_000;

/** A cell as a schema takes it: absent, or text that `read` understands. */
function cell<T>(reason: ProblemReason, read: (text: string) => T | null) {
  return z
    .string()
    .transform((text, context) => {
      const value = read(text);
      if (value === null) context.addIssue({ code: "custom", message: reason });
      return value ?? z.NEVER;
    })
    .optional();
}

const wholeIn = (from: number, to: number) => (text: string) => {
  const match = /^(-?\d{1,15})(?:\.0+)?$/.exec(latinDigits(text));
  const value = match ? Number(match[1]) : Number.NaN;
  return value >= from && value <= to ? value : null;
};

const upTo = (length: number) => (text: string) => (text.length <= length ? text : null);

function tierNamed({ levels }: TierProgram, text: string): string | null {
  const wanted = text.normalize("NFKC").toLowerCase();
  const same = (name: string | undefined) => name?.normalize("NFKC").toLowerCase() === wanted;
  const named = levels.find(({ id, name }) => same(id) || same(name.en) || same(name.fa) || same(name.ar));
  return named?.id ?? null;
}

const recordKinds = ["member", "lot", "history"] as const;

/** One schema for all kinds of rows: a cell that is filled in has to make sense, whatever the row is. */
export function cellsSchema({ currency, timeZone, tiers }: ReadingFrame) {
  const start = cell("date", (text) => readMoment(text, { timeZone, through: false }));
  const end = (text: string) => readMoment(text, { timeZone, through: true });
  const amount = (text: string) => {
    const minor = parseDecimal(latinDigits(text), currency);
    return minor !== null && minor >= 0 ? minor : null;
  };
  return z.object({
    record: cell("record", (text) => recordKinds.find((kind) => kind === text.toLowerCase()) ?? null),
    name: cell("too-long", upTo(200)),
    first_name: cell("too-long", upTo(100)),
    last_name: cell("too-long", upTo(100)),
    points: cell("number", wholeIn(-mostPoints, mostPoints)),
    tier: cell("tier", (text) => tierNamed(tiers, text)),
    tier_until: cell("date", end),
    joined_at: start,
    lifetime_spend: cell("amount", amount),
    lifetime_orders: cell("number", wholeIn(0, 1_000_000)),
    lifetime_points: cell("number", wholeIn(0, mostPoints)),
    birthday: cell("birthday", readBirthdate),
    earned_at: start,
    matures_at: start,
    expires_at: cell("date", (text) => (text.toLowerCase() === "never" ? ("never" as const) : end(text))),
    at: start,
    description: cell("too-long", upTo(500)),
  });
}
export const columnNamed = (key: unknown): MemberColumn | null =>
  memberColumns.find((column) => column === key) ?? null;

export type Cells = z.infer<ReturnType<typeof cellsSchema>>;
export const reasonOf = (message: string): ProblemReason =>
  problemReasons.find((reason) => reason === message) ?? "record";
