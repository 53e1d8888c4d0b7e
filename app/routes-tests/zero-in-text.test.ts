/** PostgreSQL stores no zero (U+0000) in a text: a body that brings one is refused where it is read, whatever its form, and no statement is begun for it. */
import { describe, expect, test } from "vitest";
import { readWish } from "../routes/shared/door-response.server";
import { formIn } from "../routes/shared/form-in.server";
import { jsonIn } from "../routes/shared/json-in.server";

const sent = (body: string, type: string) =>
  new Request("https://vafa.test/", { method: "POST", body, headers: { "Content-Type": type } });
const asForm = (body: string) => sent(body, "application/x-www-form-urlencoded");
const asJson = (body: unknown) => sent(JSON.stringify(body), "application/json");

describe("a zero in a text", () => {
  test.each([
    ["a form's field", asForm("key=12345678%00&rewardId=r1")],
    ["a field of JSON", asJson({ key: "12345678\0" })],
    ["a name of JSON", asJson({ "key\0": "12345678" })],
    ["the depth of JSON", asJson({ part: [{ name: "\0" }] })],
  ])("in %s is no wish of a shopper", async (_where, request) => {
    expect(await readWish(request)).toBeNull();
  });

  test("in a form of staff is refused with 400", async () => {
    await expect(formIn(asForm("note=a%00b"))).rejects.toMatchObject({ status: 400 });
  });

  test("in staff's JSON makes it none", async () => {
    expect(await jsonIn(asJson({ part: { name: "\0" } }))).toBeNull();
  });
});

test("What has none is read as it is, line ends and marks of direction too", async () => {
  const note = "یک\n\t\u200fدو 0 %00 \\u0000";
  expect(await readWish(asJson({ note }))).toEqual({ note });
  expect(await jsonIn(asJson({ note }))).toEqual({ note });
  expect(await readWish(asForm(`note=${encodeURIComponent(note)}`))).toEqual({ note });
  expect((await formIn(asForm(`note=${encodeURIComponent(note)}`))).get("note")).toBe(note);
});
