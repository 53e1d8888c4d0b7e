/** The browser that the other tests look through: it shapes Persian, is no robot, and hears every complaint. */
import { expect, test } from "vitest";
import { browserForTests } from "./browser";

const browser = browserForTests();

test("a page shapes and mirrors Persian", async () => {
  const page = await browser.open();
  await page.setContent('<p dir="rtl" style="width:300px"><span>وفا</span></p>');
  const word = await page.locator("span").boundingBox();
  expect(word?.width).toBeGreaterThan(0);
  expect(word?.x).toBeGreaterThan(200);
});

test("it does not call itself a robot", async () => {
  const page = await browser.open();
  expect(await page.evaluate(() => navigator.userAgent)).not.toMatch(/Headless/);
});

test("it hears what a page complains of, and forgives what is expected", async () => {
  const page = await browser.open();
  browser.tolerate(/an expected complaint/);
  await page.evaluate(() => {
    for (const words of ["an expected complaint", "another"]) console.error(words);
  });
  await expect.poll(() => browser.takeComplaints().join()).toMatch(/^(?!.*an expected).*another/s);
});
