/** Where the bars stand. */
import { describe, expect, test } from "vitest";
import { chartGeometry } from "./geometry";

const two = [{ values: [100, 50, 0] }, { values: [20, 10, 0] }];

describe("the geometry of a chart", () => {
  test("keeps every bar inside the drawing, standing on the line of zero", () => {
    const { bars, zero } = chartGeometry(two, "ltr");
    for (const bar of bars.flat()) {
      expect(bar.x).toBeGreaterThanOrEqual(0);
      expect(bar.x + bar.width).toBeLessThanOrEqual(100);
      expect(bar.y).toBeGreaterThanOrEqual(0);
      expect(bar.y + bar.height).toBeCloseTo(zero, 2);
    }
  });

  test("makes heights proportional to values", () => {
    const [issued = [], spent = []] = chartGeometry(two, "ltr").bars;
    expect((issued[0]?.height ?? 0) / (issued[1]?.height ?? 1)).toBeCloseTo(2, 2);
    expect((issued[0]?.height ?? 0) / (spent[0]?.height ?? 1)).toBeCloseTo(5, 2);
    expect(issued[2]?.height).toBe(0);
  });

  test("is the mirror image of itself in the other direction", () => {
    const ltr = chartGeometry(two, "ltr");
    const rtl = chartGeometry(two, "rtl");
    ltr.bars.forEach((bars, which) => {
      bars.forEach((bar, period) => {
        const mirrored = rtl.bars[which]?.[period];
        expect(mirrored?.x).toBeCloseTo(100 - bar.x - bar.width, 2);
        expect(mirrored?.y).toBe(bar.y);
      });
    });
  });

  test("hangs negative values below the line of zero", () => {
    const { bars, zero, ticks } = chartGeometry([{ values: [100, -40] }], "ltr");
    const below = bars[0]?.[1];
    expect(below?.y).toBeCloseTo(zero, 2);
    expect((below?.y ?? 0) + (below?.height ?? 0)).toBeLessThanOrEqual(100);
    expect(ticks.some((tick) => tick.value < 0)).toBe(true);
  });

  test("never lets the bars of one period touch those of the next", () => {
    const { columns } = chartGeometry(two, "ltr");
    columns.slice(1).forEach((column, index) => {
      const before = columns[index];
      expect(column.x).toBeGreaterThan((before?.x ?? 0) + (before?.width ?? 0));
    });
  });

  test("has whole numbers on its axis, points being whole", () => {
    for (const { value } of chartGeometry([{ values: [1, 0] }], "ltr").ticks)
      expect(Number.isInteger(value)).toBe(true);
  });

  test("can be drawn when nothing has happened at all", () => {
    expect(chartGeometry([{ values: [] }, { values: [] }], "ltr")).toMatchObject({
      bars: [[], []],
      columns: [],
    });
    expect(chartGeometry([{ values: [0, 0] }], "ltr").bars[0]).toHaveLength(2);
  });
});
