/** A list for spreadsheets is read as it was written, and never computed. */
import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { csvOf } from "./csv-file";

const mark = "\uFEFF";

it("writes lines as spreadsheets read them, in UTF-8 for all of them", () => {
  const rows = [
    ["number", "code"],
    [1, "TEA-0000"],
    [2, "چای"],
  ];
  expect(csvOf(rows)).toBe(`${mark}number,code\r\n1,TEA-0000\r\n2,چای\r\n`);
});

it("keeps commas, quotes and line breaks within their cell", () => {
  const rows = [["name"], ['a "b", c\nd']];
  expect(parse(csvOf(rows), { bom: true })).toEqual(rows);
});

it("disarms what a spreadsheet would compute, and leaves numbers alone", () => {
  const rows = [
    ["=HYPERLINK(1)", -5],
    ["+1", "@x"],
    ["-1", "\tx"],
  ];
  expect(csvOf(rows)).toBe(`${mark}'=HYPERLINK(1),-5\r\n'+1,'@x\r\n'-1,'\tx\r\n`);
});
