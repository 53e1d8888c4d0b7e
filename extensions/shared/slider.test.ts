/** Which points a slider offers, and what they are worth (law 9: whole points, whole steps). */
import { describe, expect, it } from "vitest";
import { chosenPoints, sliderRange, sliderValue } from "./slider";

const price = { mode: "slider", stepPoints: 100, stepValueMinor: 100, minPoints: 200, maxPoints: 0 } as const;

describe("a slider reward", () => {
  it("goes from its least to what can be spent", () => {
    expect(sliderRange(price, 1_200, null)).toEqual({ least: 200, most: 1_200, step: 100 });
  });

  it("offers no points beyond what the order is worth, and never less than its least", () => {
    expect(sliderRange(price, 1_200, 750).most).toBe(800);
    expect(sliderRange(price, 1_200, 50).most).toBe(200);
  });

  it("takes only whole steps within its range", () => {
    const range = sliderRange(price, 1_200, null);
    expect(chosenPoints(range, "300")).toBe(300);
    for (const wrong of ["", "-300", "250", "100", "1300", "3e2", "300.5", "abc"]) {
      expect(chosenPoints(range, wrong)).toBeNull();
    }
  });

  it("is worth its steps", () => {
    expect(sliderValue(price, 300)).toBe(300);
    expect(sliderValue({ ...price, stepPoints: 50, stepValueMinor: 1_000 }, 200)).toBe(4_000);
  });
});
