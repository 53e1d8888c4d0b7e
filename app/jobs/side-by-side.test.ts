/** One that takes for ever holds up nobody else, and one that fails is told and no more. */
import { expect, it } from "vitest";
import { sideBySide } from "./side-by-side";

it("lets the others pass one that takes long", async () => {
  const done: number[] = [];
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const all = sideBySide([1, 2, 3, 4, 5], 2, async (item) => {
    if (item === 1) await slow;
    done.push(item);
  });
  await expect.poll(() => done).toEqual([2, 3, 4, 5]);
  release();
  expect(await all).toEqual([]);
  expect(done).toEqual([2, 3, 4, 5, 1]);
});

it("does no more than so many at once, and tells what failed", async () => {
  let now = 0;
  let most = 0;
  const failed = await sideBySide([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 2));
    now -= 1;
    if (item % 3 === 0) throw new Error(`no ${item}`);
  });
  expect(most).toBe(3);
  expect(failed).toEqual([new Error("no 3"), new Error("no 6")]);
});
