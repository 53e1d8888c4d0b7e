/** `npm ci` must work on a bare machine of any platform, from any registry. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { missingOptionals } from "./complete-lock.mjs";

describe("the lock file", () => {
  test("names every optional package of every platform (else: npm run lock)", () => {
    const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
    expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
    expect(missingOptionals(lock.packages)).toEqual({});
  });

  test("is completed with the platform that a package's name states", () => {
    const packages = {
      "": {},
      "node_modules/a": {
        dev: true,
        optionalDependencies: { "a-linux-x64-musl": "1.0.0", "a-darwin-arm64": "1.0.0" },
      },
      "node_modules/a/node_modules/a-darwin-arm64": { version: "1.0.0" },
    };
    expect(missingOptionals(packages)).toEqual({
      "node_modules/a-linux-x64-musl": {
        version: "1.0.0",
        dev: true,
        optional: true,
        os: ["linux"],
        cpu: ["x64"],
        libc: ["musl"],
      },
    });
  });
});
