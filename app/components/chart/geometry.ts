/**
 * Where the bars of a chart stand: pure geometry by d3's scales, in percent of the drawing, so that one drawing fits every width. Computed on the
 * server; a browser is sent numbers and no chart library. Right-to-left, time runs from the right.
 */
import { scaleBand, scaleLinear } from "d3-scale";
import type { Direction } from "../../i18n/locales";

export interface Series {
  /** One value per period; may be below 0. */
  readonly values: readonly number[];
}

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Tick {
  readonly value: number;
  /** Distance from the top. */
  readonly y: number;
}

export interface ChartGeometry {
  /** By series, by period. */
  readonly bars: readonly (readonly Bar[])[];
  /** The whole column of each period, for pointing at. */
  readonly columns: readonly { readonly x: number; readonly width: number }[];
  readonly ticks: readonly Tick[];
  readonly zero: number;
}

const round = (value: number) => Math.round(value * 1_000) / 1_000;

export function chartGeometry(series: readonly Series[], direction: Direction): ChartGeometry {
  const periods = Math.max(0, ...series.map((one) => one.values.length));
  const all = series.flatMap((one) => one.values);
  const height = scaleLinear()
    .domain([Math.min(0, ...all), Math.max(1, ...all)])
    .nice(4)
    .range([100, 0]);
  const across: [number, number] = direction === "rtl" ? [100, 0] : [0, 100];
  const column = scaleBand<number>()
    .domain(Array.from({ length: periods }, (_, index) => index))
    .range(across)
    .paddingInner(0.3)
    .paddingOuter(0.15);
  const inner: [number, number] = direction === "rtl" ? [column.bandwidth(), 0] : [0, column.bandwidth()];
  const place = scaleBand<number>()
    .domain(series.map((_, index) => index))
    .range(inner)
    .paddingInner(0.1);
  const zero = height(0);
  const bar = (value: number, which: number, period: number): Bar => ({
    x: round((column(period) ?? 0) + (place(which) ?? 0)),
    y: round(Math.min(height(value), zero)),
    width: round(place.bandwidth()),
    height: round(Math.abs(height(value) - zero)),
  });
  return {
    bars: series.map((one, which) => one.values.map((value, period) => bar(value, which, period))),
    columns: Array.from({ length: periods }, (_, period) => ({
      x: round(column(period) ?? 0),
      width: round(column.bandwidth()),
    })),
    ticks: height
      .ticks(4)
      .filter(Number.isInteger)
      .map((value) => ({ value, y: round(height(value)) })),
    zero: round(zero),
  };
}
