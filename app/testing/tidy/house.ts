/**
 * The house as the rules see it: every written file of ours by its path. A rule looks and tells what it judged and what it
 * found; it never repairs. Rules take the house as an argument, so that each is tried on a small untidy house in its own test.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type House = ReadonlyMap<string, string>;

export interface Look {
  /** How many things were judged. A rule that saw nothing has proved nothing, and fails. */
  seen: number;
  findings: string[];
}

export interface Rule {
  rule: string;
  why: string;
  mend: string;
  look(house: House): Look;
}

const WRITTEN = /\.(ts|tsx|mjs|js|json|toml|liquid|css|graphql|prisma|sql|php)$/;
const LEFT_OUT = /^(node_modules|build|dist|\.[a-z].*)$|^package-lock\.json$/;

export function readHouse(root: string): House {
  const house = new Map<string, string>();
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (LEFT_OUT.test(entry.name)) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (WRITTEN.test(entry.name)) house.set(path, readFileSync(join(root, path), "utf8"));
    }
  };
  walk("");
  return house;
}

/** A small house written down in a test. */
export function houseOf(files: Readonly<Record<string, string>>): House {
  return new Map(Object.entries(files));
}

export function* filesOf(house: House, pattern: RegExp): Generator<[path: string, text: string]> {
  for (const [path, text] of house) if (pattern.test(path)) yield [path, text];
}

/** A test, or what only tests use. */
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$|^(app|extensions|woocommerce-bridge)\/.+\/testing\//.test(path);

export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
