/** Middles and edges of what was measured; 0 where nothing was. */
import { median as medianOf, quantile as quantileOf } from "d3-array";

export const quantile = (values: readonly number[], part: number): number => quantileOf(values, part) ?? 0;
export const median = (values: readonly number[]): number => medianOf(values) ?? 0;
