/**
 * The letters of Persian pages on a slow line: whenever they come, and if never, they move nothing. In the frame of a store's admin Chromium swaps
 * even an optional font that comes a tenth of a second after the first paint (CLS 0.25 on a phone).
 */
import { expect, test } from "vitest";
import { browserForTests } from "../testing/browser";
import { readVitals, watchVitals } from "../testing/page-quality";
import { DEMO_SHOP } from "./cast/shops";
import { sandboxScript } from "./testing/sandbox-script";

const browser = browserForTests();
const STILL = 0.02;
const TRIES = 4;
/** The app's, not the sandbox's own. */
const letters = /\/assets\/Vazirmatn[^/]*\.woff2$/;

test.each([60, 100, 140, 1_000])("home stands still when its letters come %i ms late", async (late) => {
  const { origin } = await sandboxScript();
  let drawn = 0;
  for (let time = 0; time < TRIES; time += 1) {
    const page = await browser.open({ viewport: { width: 390, height: 844 } });
    await watchVitals(page);
    let asked = 0;
    await page.route(letters, async (route) => {
      asked += 1;
      await page.waitForTimeout(late);
      await route.continue();
    });
    await page.goto(`${origin}/sandbox/admin/${DEMO_SHOP}/?locale=fa`);
    const frame = page.frame({ name: "app-iframe" });
    if (!frame) throw new Error("there is no app in the store admin");
    await frame.locator(".vafa-chart").waitFor();
    await frame.waitForLoadState("load");
    expect(asked).toBe(1);
    expect((await readVitals(frame)).cls).toBeLessThanOrEqual(STILL);
    if (await frame.evaluate("[...document.fonts].some(({ status }) => status === 'loaded')")) drawn += 1;
    await page.context().close();
  }
  // A page waits for half a second; this machine is shared, and may take that for itself.
  if (late < 100) expect(drawn).toBeGreaterThan(0);
});
