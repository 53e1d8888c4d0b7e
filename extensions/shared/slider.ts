/**
 * A slider reward: which numbers of points may be chosen, and what they are worth. Points beyond the order's subtotal would
 * buy nothing, so they are not offered.
 */
import type { RewardPrice } from "../../app/contract/program-summary";

export type SliderPrice = Extract<RewardPrice, { mode: "slider" }>;

export interface SliderRange {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

export function sliderRange(
  price: SliderPrice,
  spendable: number,
  subtotalMinor: number | null,
): SliderRange {
  const useful =
    subtotalMinor === null ? spendable : Math.ceil(subtotalMinor / price.stepValueMinor) * price.stepPoints;
  return {
    least: price.minPoints,
    most: Math.max(price.minPoints, Math.min(spendable, useful)),
    step: price.stepPoints,
  };
}

/** @returns the points meant by what stands in the field, or null when they cannot be chosen. */
export function chosenPoints(range: SliderRange, text: string): number | null {
  if (!/^\d{1,10}$/.test(text.trim())) return null;
  const points = Number(text);
  const fits = points >= range.least && points <= range.most && points % range.step === 0;
  return fits ? points : null;
}

export function sliderValue(price: SliderPrice, points: number): number {
  return (points / price.stepPoints) * price.stepValueMinor;
}
