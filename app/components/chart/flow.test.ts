/** Laws of the flow's geometry: blocks fill their column without overlapping, and bands fill their blocks. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { flowGeometry } from "./flow";

const keys = ["gold", "silver", "bronze", ""];
const flows = fc.array(
  fc.record({
    from: fc.constantFrom(...keys),
    to: fc.constantFrom(...keys),
    count: fc.integer({ min: 1, max: 10 ** 9 }),
  }),
  { minLength: 1, maxLength: 12 },
);

it("keeps blocks apart, within the drawing, and high enough for a text", () => {
  fc.assert(
    fc.property(flows, (ways) => {
      for (const side of [flowGeometry(ways, keys).left, flowGeometry(ways, keys).right]) {
        side.forEach((block, index) => {
          const below = side[index + 1];
          expect(block.height).toBeGreaterThanOrEqual(8.9);
          expect(block.y + block.height).toBeLessThanOrEqual(100.1);
          if (below) expect(block.y + block.height).toBeLessThan(below.y);
        });
      }
    }),
  );
});

it("counts everybody once on either side, highest first", () => {
  const ways = [
    { from: "bronze", to: "silver", count: 2 },
    { from: "gold", to: "silver", count: 3 },
    { from: "bronze", to: "bronze", count: 5 },
  ];
  const { left, right, bands } = flowGeometry(ways, keys);
  expect(left.map(({ key, count }) => [key, count])).toEqual([
    ["gold", 3],
    ["bronze", 7],
  ]);
  expect(right.map(({ key, count }) => [key, count])).toEqual([
    ["silver", 5],
    ["bronze", 5],
  ]);
  expect(bands).toHaveLength(3);
});
