/** A list for spreadsheets is read as it was written, and never computed. */
import { expect, it } from "vitest";
import { csvOf } from "./csv";

it("writes lines as spreadsheets read them", () => {
  expect(
    csvOf(
      ["number", "code"],
      [
        [1, "TEA-0000"],
        [2, null],
      ],
    ),
  ).toBe("number,code\r\n1,TEA-0000\r\n2,\r\n");
});

it("keeps commas, quotes and line breaks within their cell", () => {
  expect(csvOf(["name"], [['a "b", c\nd']])).toBe('name\r\n"a ""b"", c\nd"\r\n');
});

it("disarms what a spreadsheet would compute, and leaves numbers alone", () => {
  expect(
    csvOf(
      ["a", "b"],
      [
        ["=HYPERLINK(1)", -5],
        ["+1", "@x"],
      ],
    ),
  ).toBe("a,b\r\n'=HYPERLINK(1),-5\r\n'+1,'@x\r\n");
});
