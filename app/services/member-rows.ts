/**
 * What the rows of one customer say, judged: either all of them can be taken, or none is and each bad one is told with its number and reason, so that nothing is half
 * done. Digits may be local; a date alone is a day in the shop's time zone, and what is good until a day is good through it.
 */
import type { Instant } from "../loyalty/brand";
import {
  type Cells,
  cellsSchema,
  columnNamed,
  type ProblemReason,
  type ReadingFrame,
  reasonOf,
} from "./member-cells";
import type { MemberColumn } from "./member-columns";
import type { FileCustomer, FileRow } from "./member-csv";

export interface Problem {
  readonly row: number;
  readonly reason: ProblemReason;
  readonly column: MemberColumn | null;
}

export interface LotFacts {
  readonly points: number;
  readonly earnedAt: Instant | null;
  readonly maturesAt: Instant | null;
  /** null: as the program's terms say; "never": without end. */
  readonly expiresAt: Instant | "never" | null;
}

export interface MemberFacts {
  readonly name: string;
  readonly points: number;
  readonly tierId: string | null;
  readonly tierUntil: Instant | null;
  readonly joinedAt: Instant | null;
  readonly birthday: string | null;
  /** null: this file does not say. */
  readonly spend: number | null;
  readonly orders: number | null;
  readonly earned: number | null;
}

export interface PastFacts {
  readonly at: Instant;
  readonly points: number | null;
  readonly description: string;
}

export interface CustomerFacts {
  /** Where they stand in the file, for problems that are of the customer and not of a row. */
  readonly firstRow: number;
  readonly member: MemberFacts | null;
  readonly lots: readonly LotFacts[];
  readonly history: readonly PastFacts[];
}

function memberFacts(cells: Cells): MemberFacts {
  const name = cells.name ?? [cells.first_name, cells.last_name].filter(Boolean).join(" ");
  return {
    name,
    points: cells.points ?? 0,
    tierId: cells.tier ?? null,
    tierUntil: cells.tier_until ?? null,
    joinedAt: cells.joined_at ?? null,
    birthday: cells.birthday ?? null,
    spend: cells.lifetime_spend ?? null,
    orders: cells.lifetime_orders ?? null,
    earned: cells.lifetime_points ?? null,
  };
}

type Judged =
  | { readonly kind: "member"; readonly facts: MemberFacts }
  | { readonly kind: "lot"; readonly facts: LotFacts }
  | { readonly kind: "history"; readonly facts: PastFacts };
type Fault = readonly [ProblemReason, MemberColumn];

function lotFault(cells: Cells, { now }: ReadingFrame): Fault | null {
  const { points, earned_at: earnedAt, matures_at: maturesAt, expires_at: expiresAt } = cells;
  if (points === undefined) return ["required", "points"];
  if (points <= 0) return ["number", "points"];
  if (earnedAt !== undefined && earnedAt > now) return ["future", "earned_at"];
  if (typeof expiresAt !== "number") return null;
  const earliest = Math.max(earnedAt ?? 0, maturesAt ?? 0);
  return expiresAt <= earliest ? ["dates-order", "expires_at"] : null;
}

function memberFault(cells: Cells, { now }: ReadingFrame): Fault | null {
  if ((cells.points ?? 0) < 0) return ["number", "points"];
  return cells.joined_at !== undefined && cells.joined_at > now ? ["future", "joined_at"] : null;
}

function historyFault(cells: Cells, { now }: ReadingFrame): Fault | null {
  if (cells.at === undefined) return ["required", "at"];
  return cells.at > now ? ["future", "at"] : null;
}

/** A row as a fact of its kind. */
function judge(row: FileRow, cells: Cells, frame: ReadingFrame): Judged | Problem {
  const kind = cells.record ?? "member";
  const fault = { member: memberFault, lot: lotFault, history: historyFault }[kind](cells, frame);
  if (fault) return { row: row.number, reason: fault[0], column: fault[1] };
  const { points = 0, description = "" } = cells;
  if (kind === "member") return { kind, facts: memberFacts(cells) };
  if (kind === "lot") {
    const { earned_at: earnedAt = null, matures_at: maturesAt = null, expires_at: expiresAt = null } = cells;
    return { kind, facts: { points, earnedAt, maturesAt, expiresAt } };
  }
  return { kind, facts: { at: cells.at ?? frame.now, points: cells.points ?? null, description } };
}

function nameFault({ subject, customerId, email }: FileCustomer): Fault | null {
  if (subject === null) return ["no-customer", "email"];
  if (customerId !== null && !/^\d{1,20}$/.test(customerId)) return ["customer-id", "customer_id"];
  return email !== null && !/^[^\s@]+@[^\s@]+$/.test(email) ? ["email", "email"] : null;
}

export type CustomerReader = (customer: FileCustomer) => CustomerFacts | readonly Problem[];

export function customerReader(frame: ReadingFrame): CustomerReader {
  const schema = cellsSchema(frame);
  return (customer) => {
    const first = customer.rows[0]?.number ?? 0;
    const unnamed = nameFault(customer);
    if (unnamed) return [{ row: first, reason: unnamed[0], column: unnamed[1] }];
    const judged = customer.rows.flatMap((row): (Judged | Problem)[] => {
      const parsed = schema.safeParse(row.cells);
      if (parsed.success) return [judge(row, parsed.data, frame)];
      return parsed.error.issues.map(({ message, path }) => {
        const column = columnNamed(path[0]);
        return { row: row.number, reason: reasonOf(message), column };
      });
    });
    const problems = judged.filter((one) => "reason" in one);
    const members = judged.flatMap((one) => ("kind" in one && one.kind === "member" ? [one.facts] : []));
    if (members.length > 1) problems.push({ row: first, reason: "member-twice", column: null });
    if (problems.length > 0) return problems;
    return {
      firstRow: first,
      member: members[0] ?? null,
      lots: judged.flatMap((one) => ("kind" in one && one.kind === "lot" ? [one.facts] : [])),
      history: judged.flatMap((one) => ("kind" in one && one.kind === "history" ? [one.facts] : [])),
    };
  };
}
