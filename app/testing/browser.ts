/**
 * A browser for the tests that look at the product as a person does. A page that complains (an error in its console, an exception)
 * fails the test during which it did; a failed test leaves a picture of every open page.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { browserExecutable } from "./browser-executable";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-features=LocalNetworkAccessChecks",
];

/** Shopify's library answers 410 to robots, and Chromium without a window calls itself one. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

const PICTURES = "node_modules/.cache/vafa/failed";

export interface TestBrowser {
  /** A page in a context of its own: other cookies, another person. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /**
   * From here on a console error like this is expected (a refusal is logged by the browser: `status of 409`, say). A bare number
   * would be found in ports and ids too.
   */
  tolerate(complaint: RegExp): void;
  /** Hands over what the pages complained of in this test, which then does not fail for it. */
  takeComplaints(): string[];
}

export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await browserExecutable();
  return chromium.launch({ executablePath, env: { ...process.env, ...env }, headless: true, args: FLAGS });
}

/** Call it at the top of a test file or in a `describe`: it brings its own hooks. */
export function browserForTests(): TestBrowser {
  let browser: Browser | undefined;
  const heard: string[] = [];
  const tolerated: RegExp[] = [];
  const contexts: BrowserContext[] = [];
  const hear = (complaint: string) => {
    if (!tolerated.some((pattern) => pattern.test(complaint))) heard.push(complaint);
  };

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async ({ task }) => {
    const complaints = heard.splice(0);
    if (task.result?.state === "fail" || complaints.length > 0) await picture(contexts, task.name);
    expect(complaints, "a page complained while this test ran").toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  return {
    async open(options = {}) {
      if (!browser) throw new Error("open a page in a test or in beforeAll, not before");
      const context = await browser.newContext({ userAgent: USER_AGENT, ...options });
      contexts.push(context);
      context.on("page", (page) => listen(page, hear));
      return context.newPage();
    },
    tolerate: (complaint) => void tolerated.push(complaint),
    takeComplaints: () => heard.splice(0),
  };
}

function listen(page: Page, hear: (complaint: string) => void): void {
  page.on("pageerror", (error) => hear(`${page.url()}: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") hear(`${page.url()}: ${message.text()} (${message.location().url})`);
  });
}

async function picture(contexts: readonly BrowserContext[], name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const pages = contexts.flatMap((context) => context.pages());
  const title = name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80);
  for (const [index, page] of pages.entries()) {
    // A page that has crashed or is closing has no picture; the test's own failure is what counts.
    await page
      .screenshot({ path: join(PICTURES, `${title}-${index}.png`), fullPage: true })
      .catch(() => undefined);
  }
}
