/** How the REST API misbehaves when it is told to; nothing is on by itself. */

export interface RestSwitches {
  /** Between looking a code up and making its coupon so much time passes that two at once both make one. */
  raceCoupons: boolean;
  /** The next so many answers are this instead. */
  next: { kind: RestFault; left: number } | null;
  /** Every answer takes so much longer. */
  delayMs: number;
}

/** `page` is HTML where JSON was asked for; `lost` does what was asked and breaks the line off instead of answering. */
export type RestFault = "500" | "502" | "503" | "429" | "401" | "403" | "page" | "lost" | "redirect";

export const restFaults: readonly RestFault[] = [
  "500",
  "502",
  "503",
  "429",
  "401",
  "403",
  "page",
  "lost",
  "redirect",
];

export const noSwitches = (): RestSwitches => ({ raceCoupons: false, next: null, delayMs: 0 });

/** The fault that the next answer is, used up by asking. */
export function takeFault(switches: RestSwitches): RestFault | null {
  const { next } = switches;
  if (next === null || next.left <= 0) return null;
  switches.next = next.left === 1 ? null : { ...next, left: next.left - 1 };
  return next.kind;
}
