/** Laws of date fields: what is shown is the shop's clock, and reading it back gives the same minute. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { localText, momentOf } from "./local-moments";

const zones = fc.constantFrom("UTC", "Europe/London", "Asia/Tehran", "America/New_York", "Asia/Kolkata");
/** Whole minutes of this century, away from the hour in which clocks go back and one text means two moments. */
const minutes = fc.integer({ min: Date.UTC(2001, 0) / 60_000, max: Date.UTC(2099, 0) / 60_000 });

it("shows the shop's clock", () => {
  expect(localText(Date.UTC(2026, 11, 1, 9), "Asia/Tehran")).toBe("2026-12-01T12:30");
  expect(localText(Date.UTC(2026, 6, 1, 9), "Europe/London")).toBe("2026-07-01T10:00");
  expect(localText(null, "UTC")).toBe("");
});

it("reads back what it shows", () => {
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const text = localText(minute * 60_000, zone);
      const back = momentOf(text, zone);
      expect(localText(back, zone)).toBe(text);
    }),
  );
});

it("takes what is no date for none", () => {
  for (const text of ["", "2026-12", "tomorrow", "2026-99-99T00:00"])
    expect(momentOf(text, "UTC")).toBeNull();
});
