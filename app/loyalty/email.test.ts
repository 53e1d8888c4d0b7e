/** The same person's address in many spellings, and different people's in similar ones. */
import { describe, expect, test } from "vitest";
import { emailFingerprint, emailPattern, emailPatternFingerprint, normalEmail } from "./email";

describe("an e-mail address", () => {
  test.each([
    ["Sara@Example.com ", "sara@example.com"],
    ["ｓａｒａ@example.com", "sara@example.com"],
    ["sara", null],
    ["@example.com", null],
    ["sara@", null],
    ["sara ahmadi@example.com", null],
    ["", null],
    [null, null],
  ])("%j is compared as %j", (email, normal) => {
    expect(normalEmail(email)).toBe(normal);
  });

  test("keeps dots and tags apart: whoever has proved one address has not proved the other", () => {
    const same = (text: string) => text;
    expect(emailFingerprint(same, "s.ara@gmail.com")).not.toBe(emailFingerprint(same, "sara@gmail.com"));
    expect(emailFingerprint(same, "sara+x@example.com")).not.toBe(emailFingerprint(same, "sara@example.com"));
    expect(emailFingerprint(same, "nonsense")).toBeNull();
  });
});

describe("the pattern of an address", () => {
  test.each([
    ["S.Ara+shop@gmail.com", "sara@gmail.com"],
    ["sara@googlemail.com", "sara@gmail.com"],
    ["s.ara+1@example.com", "s.ara@example.com"],
    ["+only@example.com", "+only@example.com"],
  ])("of %s is %s", (email, pattern) => {
    expect(emailPattern(email)).toBe(pattern);
  });

  test("is never mistaken for an address that was proved", () => {
    const same = (text: string) => text;
    expect(emailPatternFingerprint(same, "sara@example.com")).not.toBe(
      emailFingerprint(same, "sara@example.com"),
    );
    expect(emailPatternFingerprint(same, "x")).toBeNull();
  });
});
