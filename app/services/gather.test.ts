/** What is gathered is written once, answered for by its own answer, and a failure reaches exactly those it concerns. */
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { gather } from "./gather";

describe("gathering", () => {
  it("writes the first item at once and what arrives meanwhile together", async () => {
    const writes: number[][] = [];
    const add = gather(
      async (items: readonly number[]) => {
        writes.push([...items]);
        await pause(5);
        return items.map((item) => item * 2);
      },
      { most: 3 },
    );
    const answers = await Promise.all([1, 2, 3, 4, 5].map(add));
    expect(answers).toEqual([2, 4, 6, 8, 10]);
    expect(writes).toEqual([[1], [2, 3, 4], [5]]);
  });

  it("fails those whose write failed and goes on with the next", async () => {
    const add = gather(
      async (items: readonly string[]) => {
        await pause(1);
        if (items.includes("bad")) throw new Error("no");
        return items.map((item) => item.toUpperCase());
      },
      { most: 1 },
    );
    const outcomes = await Promise.allSettled(["a", "bad", "b"].map(add));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await add("c")).toBe("C");
  });
});

describe("gathering in bulk", () => {
  it("lets an item that cannot be written fail alone, when it is to blame", async () => {
    const writes: string[][] = [];
    const add = gather(
      async (items: readonly string[]) => {
        writes.push([...items]);
        await pause(1);
        if (items.includes("bad")) throw new Error("no");
        return items.map((item) => item.toUpperCase());
      },
      { most: 9, blamesItems: () => true },
    );
    const outcomes = await Promise.allSettled(["a", "b", "bad", "c"].map(add));
    expect(outcomes.map((one) => (one.status === "fulfilled" ? one.value : "failed"))).toEqual([
      "A",
      "B",
      "failed",
      "C",
    ]);
    expect(writes).toEqual([["a"], ["b", "bad", "c"], ["b"], ["bad"], ["c"]]);
  });

  it("writes no more at once than may be weighed together, and what is too heavy by itself", async () => {
    const writes: number[][] = [];
    const add = gather(
      async (items: readonly number[]) => {
        writes.push([...items]);
        await pause(1);
        return items;
      },
      { most: 9, heaviest: 10, weigh: (item) => item },
    );
    await Promise.all([1, 4, 6, 1, 50, 2, 3].map(add));
    expect(writes).toEqual([[1], [4, 6], [1], [50], [2, 3]]);
  });

  it("has as many writes under way as it has lanes, the second only when enough wait, and leaves nobody waiting", async () => {
    let under = 0;
    let most = 0;
    const sizes: number[] = [];
    const add = gather(
      async (items: readonly number[]) => {
        under += 1;
        most = Math.max(most, under);
        sizes.push(items.length);
        await pause(items.length % 3);
        under -= 1;
        return items.map((item) => -item);
      },
      { most: 16, lanes: 2, enough: 4 },
    );
    const items = Array.from({ length: 200 }, (_, n) => n + 1);
    const answers: number[] = [];
    for (const item of items) {
      void add(item).then((answer) => answers.push(answer));
      if (item % 7 === 0) await pause(1);
    }
    await expect.poll(() => answers.length).toBe(200);
    expect([...answers].sort((a, b) => b - a)).toEqual(items.map((item) => -item));
    expect(most).toBe(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16);
  });
});
