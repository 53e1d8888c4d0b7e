/** The basics of a program as a form holds them: the name of points, what counts, when points mature and expire, and how they may be spent. */

import { nameFrom } from "../../components/terms-form/reader";
import { createTermsForm, type FormKind } from "../../components/terms-form/terms-form";
import { type FieldWriter, type NameDraft, nameOf } from "../../components/terms-form/writer";
import type { Eligibility, Expiry, Terms } from "../../loyalty/program";

export const deadlineUnits = { minutes: 1, hours: 60, days: 1_440 } as const;
export type DeadlineUnit = keyof typeof deadlineUnits;

export interface RateDraft {
  readonly currency: string;
  readonly from: string;
  readonly to: string;
}

export interface ProgramDraft {
  readonly pointsName: NameDraft;
  readonly eligibility: Eligibility;
  readonly exchangeRates: readonly RateDraft[];
  readonly pendingDays: string;
  readonly pendingFrom: Terms["pendingFrom"];
  readonly expiry: Expiry["kind"];
  readonly expiryMonths: string;
  readonly expiryDays: string;
  readonly expiryMonth: string;
  readonly expiryDay: string;
  readonly expirySpareMonths: string;
  /** Numbers with commas between them. */
  readonly noticeDays: string;
  readonly minimumPoints: string;
  readonly maximumPoints: string;
  readonly maximumShare: string;
  readonly deadline: string;
  readonly deadlineUnit: DeadlineUnit;
}

function deadlineOf(minutes: number): { amount: number; unit: DeadlineUnit } {
  const unit =
    (["days", "hours"] as const).find((candidate) => minutes % deadlineUnits[candidate] === 0) ?? "minutes";
  return { amount: minutes / deadlineUnits[unit], unit };
}

/** What each kind of expiry asks for; kinds not chosen keep a sensible figure to begin with. */
function expiryOf(expiry: Expiry, write: FieldWriter) {
  return {
    expiry: expiry.kind,
    expiryMonths: write.whole(expiry.kind === "age" ? expiry.months : 12),
    expiryDays: write.whole(expiry.kind === "inactivity" ? expiry.days : 365),
    expiryMonth: write.whole(expiry.kind === "calendar" ? expiry.month : 12),
    expiryDay: write.whole(expiry.kind === "calendar" ? expiry.day : 31),
    expirySpareMonths: write.whole(expiry.kind === "calendar" ? expiry.spareMonths : 3),
  };
}

function draftOf(terms: Terms, write: FieldWriter): ProgramDraft {
  const deadline = deadlineOf(terms.redemption.deadlineMinutes);
  return {
    pointsName: nameOf(terms.pointsName),
    eligibility: terms.eligibility,
    exchangeRates: terms.exchangeRates.map((rate) => ({
      currency: rate.currency,
      from: write.whole(rate.fromMinor),
      to: write.whole(rate.toMinor),
    })),
    pendingDays: write.whole(terms.pendingDays),
    pendingFrom: terms.pendingFrom,
    ...expiryOf(terms.expiry, write),
    noticeDays: terms.expiryNoticeDays.map((days) => write.whole(days)).join(", "),
    minimumPoints: write.whole(terms.redemption.minimumPoints),
    maximumPoints: write.whole(terms.redemption.maximumPointsPerOrder),
    maximumShare: write.percent(terms.redemption.maximumShareBp),
    deadline: write.whole(deadline.amount),
    deadlineUnit: deadline.unit,
  };
}

type Read = Parameters<FormKind<ProgramDraft>["partFrom"]>[1];

function expiryFrom(draft: ProgramDraft, { whole }: Read): unknown {
  switch (draft.expiry) {
    case "never":
      return { kind: "never" };
    case "age":
      return { kind: "age", months: whole(draft.expiryMonths) };
    case "inactivity":
      return { kind: "inactivity", days: whole(draft.expiryDays) };
    case "calendar":
      return {
        kind: "calendar",
        month: whole(draft.expiryMonth),
        day: whole(draft.expiryDay),
        spareMonths: whole(draft.expirySpareMonths),
      };
  }
}

const listOf = (text: string): string[] =>
  text
    .split(/[,،;؛\s]+/)
    .map((word) => word.trim())
    .filter((word) => word !== "");

export const programKind: FormKind<ProgramDraft> = {
  draftOf,
  partFrom: (draft, read) => ({
    pointsName: nameFrom(draft.pointsName),
    eligibility: draft.eligibility,
    exchangeRates: draft.exchangeRates.map((rate) => ({
      currency: rate.currency.trim().toUpperCase(),
      fromMinor: read.whole(rate.from),
      toMinor: read.whole(rate.to),
    })),
    pendingDays: read.whole(draft.pendingDays),
    pendingFrom: draft.pendingFrom,
    expiry: expiryFrom(draft, read),
    expiryNoticeDays: listOf(draft.noticeDays).map((text) => read.whole(text)),
    redemption: {
      minimumPoints: read.whole(draft.minimumPoints),
      deadlineMinutes: read.whole(draft.deadline) * deadlineUnits[draft.deadlineUnit],
      maximumPointsPerOrder: read.whole(draft.maximumPoints),
      maximumShareBp: read.percent(draft.maximumShare),
    },
  }),
  unitOf: (path, draft) =>
    path.endsWith(".deadlineMinutes") ? { of: deadlineUnits[draft.deadlineUnit] } : undefined,
};

export const programForm = createTermsForm(programKind);
export const programKeys = [
  "pointsName",
  "eligibility",
  "exchangeRates",
  "pendingDays",
  "pendingFrom",
  "expiry",
  "expiryNoticeDays",
  "redemption",
] as const;
