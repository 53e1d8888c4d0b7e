/** What is gathered is written once, answered for by its own answer, and a failure reaches exactly those it concerns. */
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { gather } from "./gather";

describe("gathering", () => {
  it("writes the first item at once and what arrives meanwhile together", async () => {
    const writes: number[][] = [];
    const add = gather(async (items: readonly number[]) => {
      writes.push([...items]);
      await pause(5);
      return items.map((item) => item * 2);
    }, 3);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(add));
    expect(answers).toEqual([2, 4, 6, 8, 10]);
    expect(writes).toEqual([[1], [2, 3, 4], [5]]);
  });

  it("fails those whose write failed and goes on with the next", async () => {
    const add = gather(async (items: readonly string[]) => {
      await pause(1);
      if (items.includes("bad")) throw new Error("no");
      return items.map((item) => item.toUpperCase());
    }, 1);
    const outcomes = await Promise.allSettled(["a", "bad", "b"].map(add));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await add("c")).toBe("C");
  });
});
