/** docs/dependencies.md lists what our package.json files name, exactly: name, why, version, age and licence. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { filesOf, readHouse } from "./tidy/house";

const manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});
const installedManifest = z.object({ version: z.string(), license: z.string() });

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const ours = ["package.json", "woocommerce-bridge/package.json"].map((path) =>
  manifest.parse(readJson(path)),
);
const wanted = Object.assign(
  {},
  ...ours.map(({ dependencies, devDependencies }) => ({ ...devDependencies, ...dependencies })),
);

const rows = readFileSync("docs/dependencies.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, name = "", why = "", version = "", released = "", newest = "", licence = ""]) => ({
    name: name.replaceAll("`", ""),
    why,
    version,
    released,
    newest,
    licence,
  }));

function installed(name: string): z.infer<typeof installedManifest> {
  for (const place of ["woocommerce-bridge/node_modules", "node_modules"]) {
    try {
      return installedManifest.parse(readJson(join(place, name, "package.json")));
    } catch {}
  }
  throw new Error(`${name} is not installed`);
}

/** Our code and its settings, without what lists packages and what reads the lists. */
const speaking = /^(?!(?:.*\/)?package\.json$|.*\/dependencies\.test\.ts$).*\.(?:tsx?|mjs|js|css|json|toml)$/;

describe("docs/dependencies.md", () => {
  test("lists each package of ours once, in the version we name", () => {
    const told = rows.map(({ name, version }) => [name, version] as const);
    expect(told.length).toBe(new Set(told.map(([name]) => name)).size);
    expect(Object.fromEntries(told)).toEqual(wanted);
  });

  test("says why, when it was released, what is newest, and the licence as installed", () => {
    for (const { name, why, version, released, newest, licence } of rows) {
      expect([name, why.length > 4]).toEqual([name, true]);
      expect([name, Number.isNaN(Date.parse(released))]).toEqual([name, false]);
      expect([name, newest]).toEqual([name, expect.stringMatching(/^this one$|^\S+, \d{4}-\d\d-\d\d$/)]);
      expect([name, installed(name)]).toEqual([name, { version: expect.any(String), license: licence }]);
      if (!name.startsWith("@types/")) expect([name, version]).toEqual([name, installed(name).version]);
    }
  });

  test("lists nothing that no line of ours uses", () => {
    const waiting = new Set(Object.keys(wanted).filter((name) => !name.startsWith("@types/")));
    for (const [, text] of filesOf(readHouse(process.cwd()), speaking))
      for (const name of waiting)
        if (new RegExp(`["'\`/ ]${name.replaceAll(".", "\\.")}["'\`/ ]`).test(text)) waiting.delete(name);
    expect([...waiting]).toEqual([]);
  });

  test("is exact: no range is named anywhere", () => {
    for (const version of Object.values(wanted)) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });
});
