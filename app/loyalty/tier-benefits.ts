/**
 * Tier benefits that are discounts, from the member's snapshot. One rule for everybody who asks: the discount function in Shopify, the sandbox and the tests.
 * It runs in an engine where every instruction counts, so it reads the few fields it needs and brings no parser along. A snapshot that is missing, old or broken
 * gives nothing.
 */

export interface TierOff {
  /** Basis points off the order; 0 for none. */
  readonly percentOffBp: number;
  readonly freeShipping: boolean;
  /** The tier's name by language, for what the shopper reads. */
  readonly tierName: Readonly<Record<string, string>>;
}

export const noTierOff: TierOff = { percentOffBp: 0, freeShipping: false, tierName: {} };

const HUNDRED_PERCENT = 10_000;

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

/** `standing`: the JSON of the member's standing metafield, whatever is in it. */
export function tierOffOf(standing: unknown): TierOff {
  const benefits = fieldOf(standing, "benefits");
  const bp = fieldOf(benefits, "percentOffBp");
  const whole =
    typeof bp === "number" && Number.isInteger(bp) ? Math.min(Math.max(bp, 0), HUNDRED_PERCENT) : 0;
  const tierName: Record<string, string> = {};
  const names = fieldOf(fieldOf(standing, "tier"), "name");
  for (const language of ["en", "fa", "ar"]) {
    const name = fieldOf(names, language);
    if (typeof name === "string") tierName[language] = name;
  }
  return { percentOffBp: whole, freeShipping: fieldOf(benefits, "freeShipping") === true, tierName };
}

/** In the shopper's language; English is what they read where theirs is missing. */
export function tierNameIn({ tierName }: TierOff, language: string): string | null {
  return tierName[language.toLowerCase().slice(0, 2)] ?? tierName.en ?? null;
}

/** Basis points as the decimal percentage that Shopify takes: 1250 is "12.5". Exact, without a float. */
export function percentText(bp: number): string {
  const hundredths = String(bp % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  const whole = String((bp - (bp % 100)) / 100);
  return hundredths === "" ? whole : `${whole}.${hundredths}`;
}
