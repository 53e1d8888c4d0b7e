/**
 * The points that one customer brings: lots with their own dates, or one sum as the terms say. Each has a source that is the same in every import of the same rows, so that
 * importing twice is importing once (law 3).
 */
import type { FormerStanding } from "../db/former-standings";
import type { ShopRow } from "../db/shops";
import type { Instant } from "../loyalty/brand";
import type { LotTerms } from "../loyalty/ledger/entry";
import { creditDates } from "../loyalty/lot-dates";
import type { Terms } from "../loyalty/program";
import type { ReadCustomer } from "./find-imported";
import type { LotFacts } from "./member-rows";

export interface TakingFrame {
  readonly shop: ShopRow;
  readonly terms: Terms;
  readonly at: Instant;
  readonly importId: number;
  readonly actor: string;
  readonly fingerprint: (text: string) => string;
  /** Sources that have an entry already. */
  readonly known: ReadonlySet<string>;
}

export interface Credit {
  readonly source: string;
  readonly points: number;
  readonly earnedAt: Instant | null;
  readonly lot: LotTerms;
}

/** Two rows that say the same are two lots; the same two rows in another import are those two again. */
function lotSources({ subject, facts }: ReadCustomer, fingerprint: (text: string) => string): string[] {
  const seen = new Map<string, number>();
  return facts.lots.map(({ points: sum, earnedAt, maturesAt, expiresAt }) => {
    const words = ["lot", subject, sum, earnedAt ?? "", maturesAt ?? "", expiresAt ?? ""].join("|");
    const number = (seen.get(words) ?? 0) + 1;
    seen.set(words, number);
    return `import:${fingerprint(`${words}|${number}`)}`;
  });
}

const balanceSource = ({ subject }: ReadCustomer, fingerprint: (text: string) => string) =>
  `import:${fingerprint(`balance|${subject}`)}`;

/** All sources that taking this customer may post under. */
export function sourcesOf(read: ReadCustomer, fingerprint: (text: string) => string): string[] {
  return [balanceSource(read, fingerprint), ...lotSources(read, fingerprint)];
}

function lotTerms({ maturesAt, expiresAt }: LotFacts, { terms, at, shop }: TakingFrame): LotTerms {
  const matures = maturesAt !== null && maturesAt > at ? maturesAt : null;
  // Their time begins when they can be spent.
  const byTerms = creditDates(terms, matures ?? at, shop.timeZone);
  if (expiresAt === null) return { ...byTerms, maturesAt: matures };
  return {
    maturesAt: matures,
    expiresAt: expiresAt === "never" ? null : expiresAt,
    idleDays: null,
    orderId: null,
  };
}

export function creditsOf(read: ReadCustomer, frame: TakingFrame): Credit[] {
  const { lots, member } = read.facts;
  const { fingerprint, terms, at, shop } = frame;
  const sources = lotSources(read, fingerprint);
  if (lots.length > 0)
    return lots.map((lot, index) => ({
      source: sources[index] ?? "",
      points: lot.points,
      earnedAt: lot.earnedAt,
      lot: lotTerms(lot, frame),
    }));
  if (!member || member.points === 0) return [];
  const lot = creditDates(terms, at, shop.timeZone);
  return [{ source: balanceSource(read, fingerprint), points: member.points, earnedAt: null, lot }];
}

/**
 * Whether what the file says of the customer's points contradicts what came before: another sum, or a sum beside lots, also when the file names the same member twice in
 * different ways.
 * @param brought of the same member, under whatever name
 */
export function contradicts({ facts, subject }: ReadCustomer, brought: readonly FormerStanding[]): boolean {
  const own = brought.find((one) => one.subject === subject);
  if (facts.lots.length > 0) return !own?.lots && brought.some((one) => one.balance !== null);
  const sum = facts.member?.points ?? 0;
  if (sum === 0 || own?.balance === sum) return false;
  return (own?.balance ?? null) !== null || brought.some((one) => one.lots > 0);
}
