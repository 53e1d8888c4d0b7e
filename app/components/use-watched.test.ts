// @vitest-environment jsdom
/** Laws of watching: asked for until it has ended, and what is gone has ended. */
import { act, createElement } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { seen, useWatched, type Watched } from "./use-watched";

interface Try {
  readonly id: number;
  readonly state: "running" | "done" | "failed" | "cancelled";
}
const answer = (state: Watched<Try>["state"], id = 7): Watched<Try> => ({ id, state });

describe("what is watched", () => {
  test("is under way from its beginning until an answer says otherwise", () => {
    expect(seen(null, undefined)).toEqual({ view: null, running: false });
    expect(seen(7, undefined)).toEqual({ view: null, running: true });
    expect(seen(7, answer("running"))).toEqual({ view: answer("running"), running: true });
    expect(seen(7, answer("done"))).toEqual({ view: answer("done"), running: false });
    expect(seen(7, answer("cancelled"))).toEqual({ view: answer("cancelled"), running: false });
  });

  test("is not asked for again once it is gone, and nothing is shown of it", () => {
    expect(seen(7, answer("gone"))).toEqual({ view: null, running: false });
  });

  test("is not known by an answer about the one before it", () => {
    expect(seen(8, answer("gone"))).toEqual({ view: null, running: true });
    expect(seen(8, answer("done"))).toEqual({ view: null, running: true });
  });
});

let asked = 0;
const load = () => {
  asked += 1;
};
function Watcher({ data }: { readonly data: Watched<Try> }) {
  useWatched(7, "/door?id=7", { load, data, state: "idle" });
  return null;
}

describe("watching", () => {
  /** How often the door is asked in a minute after it has answered so. */
  async function askedAfter(data: Watched<Try>): Promise<number> {
    const root = createRoot(document.createElement("div"));
    await act(() => root.render(createElement(Watcher, { data })));
    asked = 0;
    // Each answer is a new object, as a fetcher's is; a door that is not asked gives none.
    for (let ms = 0; ms < 60_000; ms += 100) {
      const before = asked;
      await act(() => vi.advanceTimersByTime(100));
      if (asked > before) await act(() => root.render(createElement(Watcher, { data: { ...data } })));
    }
    await act(() => root.unmount());
    return asked;
  }

  beforeEach(() => {
    vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test("asks again while it is under way, in decent distances", async () => {
    const times = await askedAfter(answer("running"));
    expect(times).toBeGreaterThan(50);
    expect(times).toBeLessThan(90);
  });

  test("asks no more when it has ended or is gone", async () => {
    expect(await askedAfter(answer("done"))).toBe(0);
    expect(await askedAfter(answer("gone"))).toBe(0);
  });
});
