/** Law 12 for metafields: the keys of app/contract, letter for letter, in the toml, in Liquid and in GraphQL. */
import { parse } from "smol-toml";
import * as z from "zod";
import { METAFIELDS, PROGRAM_METAFIELD } from "../../contract/member-snapshot";
import { filesOf, type House, isTest, lineOf, type Rule } from "./house";

const { namespace: NAMESPACE, ...FIELDS } = METAFIELDS;
const CONTRACT = new Map(Object.values(FIELDS).map(({ key, type }) => [key as string, type as string]));

const definitions = z.object({
  customer: z.object({
    metafields: z.object({ app: z.record(z.string(), z.looseObject({ type: z.string() })) }),
  }),
});

/** `customer.metafields["$app"].balance`, in every spelling Liquid allows. */
const CUSTOMER_READ =
  /\bmetafields(?:\[\s*['"]([^'"]+)['"]\s*\]|\.(\w+))(?:\[\s*['"]([^'"]+)['"]\s*\]|\.(\w+))/g;

interface Found {
  seen: number;
  findings: string[];
}

function lookAtToml(house: House): Found {
  const text = house.get("shopify.app.toml");
  if (text === undefined) return { seen: 0, findings: [] };
  const parsed = definitions.safeParse(parse(text));
  if (!parsed.success)
    return { seen: 1, findings: ["shopify.app.toml defines no app-owned customer metafields"] };
  const defined = parsed.data.customer.metafields.app;
  const findings: string[] = [];
  for (const [key, type] of CONTRACT) {
    if (defined[key]?.type !== type)
      findings.push(`shopify.app.toml: ${key} is ${defined[key]?.type}, not ${type}`);
  }
  for (const key of Object.keys(defined)) {
    if (!CONTRACT.has(key)) findings.push(`shopify.app.toml: ${key} is not in the contract`);
  }
  return { seen: Object.keys(defined).length, findings };
}

function lookAtLiquid(house: House): Found {
  const findings: string[] = [];
  let seen = 0;
  for (const [path, text] of filesOf(house, /^extensions\/.*\.liquid$/)) {
    for (const match of text.matchAll(CUSTOMER_READ)) {
      seen += 1;
      const namespace = match[1] ?? match[2];
      const key = match[3] ?? match[4] ?? "";
      const place = `${path}:${lineOf(text, match.index)}`;
      if (namespace === NAMESPACE ? CONTRACT.has(key) : isProgram(namespace, key)) continue;
      findings.push(`${place} reads ${namespace}.${key}, which is not in the contract`);
    }
  }
  return { seen, findings };
}

const isProgram = (namespace: string | undefined, key: string): boolean =>
  namespace === PROGRAM_METAFIELD.namespace && key === PROGRAM_METAFIELD.key;

/** In our own code a key is imported from the contract; written out in a query's text it must at least be one of its keys. */
function lookAtCode(house: House): Found {
  const findings: string[] = [];
  let seen = 0;
  for (const [path, text] of filesOf(house, /^app\/(stores|services|jobs|db|routes)\/.*\.tsx?$/)) {
    if (isTest(path)) continue;
    if (/\b(PROGRAM_)?METAFIELDS?\b/.test(text)) seen += 1;
    for (const match of text.matchAll(/\bmetafields?\s*\(([^)]*)\)/g)) {
      const key = /\bkeys?:\s*\[?\s*"([^"]+)"/
        .exec(match[1] ?? "")?.[1]
        ?.split(".")
        .at(-1);
      if (key === undefined) continue;
      seen += 1;
      if (!CONTRACT.has(key) && key !== PROGRAM_METAFIELD.key) {
        findings.push(`${path}:${lineOf(text, match.index)} asks for ${key}, which is not in the contract`);
      }
    }
    for (const match of text.matchAll(/["']\$app["']/g)) {
      findings.push(`${path}:${lineOf(text, match.index)} writes the namespace out; import METAFIELDS`);
    }
  }
  return { seen, findings };
}

export const metafieldKeysAgree: Rule = {
  rule: "metafield keys and types are the same in shopify.app.toml, Liquid, GraphQL and app/contract/member-snapshot.ts",
  why: "a key that differs by one letter shows every member a balance of nothing, and no error anywhere",
  mend: "change app/contract/member-snapshot.ts first, then the toml and the blocks; in code import METAFIELDS",
  look(house) {
    const parts = { toml: lookAtToml(house), Liquid: lookAtLiquid(house), code: lookAtCode(house) };
    const blind = Object.entries(parts)
      .filter(([, { seen }]) => seen === 0)
      .map(([name]) => `no metafield was seen in ${name}`);
    const findings = Object.values(parts).flatMap((part) => part.findings);
    return { seen: CONTRACT.size, findings: [...blind, ...findings] };
  },
};
