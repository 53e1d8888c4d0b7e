/** What every page of ours is held to in the browser: no serious fault for axe, nothing wider than the screen, and the three vitals of a page. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Frame, Page } from "playwright-core";
import { z } from "zod";

const isSerious = (impact: string | null | undefined): boolean =>
  impact === "serious" || impact === "critical";

/** Faults that keep people out, in the page and in every frame of it. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const found = await Promise.all(page.frames().map(faultsIn));
  return found.flat();
}

async function faultsIn(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  const results: axe.AxeResults = await frame.evaluate(
    "axe.run(document, { preload: false, iframes: false, resultTypes: ['violations'] })",
  );
  return results.violations
    .filter(({ impact }) => isSerious(impact))
    .map(
      ({ id, nodes }) => `${frame.url()} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
    );
}

/** How many pixels the page is wider than its window. */
export function sideways(frame: Page | Frame): Promise<number> {
  return frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

const vitals = z.object({
  /** Largest contentful paint, milliseconds. */
  lcp: z.number(),
  /** Cumulative layout shift. */
  cls: z.number(),
  /** Interaction to next paint, milliseconds; null while nobody has touched anything. */
  inp: z.number().nullable(),
});
export type Vitals = z.infer<typeof vitals>;

/** Google's own measure, listening from the first byte in the page and in every frame of it. */
export async function watchVitals(page: Page): Promise<void> {
  const library = readFileSync(
    join(process.cwd(), "node_modules/web-vitals/dist/web-vitals.iife.js"),
    "utf8",
  );
  await page.addInitScript({
    content: `${library}
      window.vitals = { lcp: 0, cls: 0, inp: null };
      const all = { reportAllChanges: true, durationThreshold: 0 };
      webVitals.onLCP(({ value }) => { vitals.lcp = value; }, all);
      webVitals.onCLS(({ value }) => { vitals.cls = value; }, all);
      webVitals.onINP(({ value }) => { vitals.inp = value; }, all);`,
  });
}

export async function readVitals(frame: Frame): Promise<Vitals> {
  // Observers are told a moment after the paint.
  await frame.waitForTimeout(150);
  return vitals.parse(await frame.evaluate("window.vitals"));
}
