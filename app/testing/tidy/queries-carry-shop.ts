/**
 * Law 10, per statement: whatever touches a tenant's table says of which shop, for every table it names. This counts words; `app/db/statements.test.ts` asks PostgreSQL for the plan of every
 * statement that is written down whole, and sees what words hide.
 */
import ts from "typescript";
import { CODE, parse, visit } from "./code";
import { filesOf, type House, isTest, type Rule } from "./house";

/** What is asked across shops, each by somebody who runs the process, and none of it shown to a shop. */
const ACROSS_SHOPS: Readonly<Record<string, string>> = {
  "app/db/inbox.ts": "the worker asks which shops have events waiting",
  "app/db/read/process-backlog.ts": "the health check counts what waits in all",
  "app/db/read/process-gauges.ts": "the operator's metrics count what stands in all",
};

/** Tables of the schema whose rows belong to a shop. */
export function tenantTables(schema: string): string[] {
  return [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
    // A key that the shop leads makes it a tenant's; where it only is mentioned (a request that became a shop) it is not.
    const led = /^\s*shopId\s+Int\s+@id/m.test(body) || /@@id\(\[shopId/.test(body);
    return table !== undefined && led ? [table] : [];
  });
}

/** A table that is put in when it runs may be anybody's. */
const ANY_TABLE = "…";
const AFTER = /\b(?:FROM|JOIN|INTO|UPDATE|USING)\s+(?:"(…)"|"?(\w+)"?)/g;

const tablesIn = (text: string, tables: ReadonlySet<string>): string[] =>
  [...text.matchAll(AFTER)]
    .map(([, any, name = ""]) => any ?? name)
    .filter((name) => name === ANY_TABLE || tables.has(name));

/** The text of a literal, with `…` where something is put in. */
function literalText(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join("");
}

/** How many tenants' tables a statement touches without saying whose rows it means. */
export function unscoped(text: string, tables: ReadonlySet<string>): string[] {
  const touched = tablesIn(text, tables);
  const scopes = text.match(/"shopId"/g)?.length ?? 0;
  return touched.length > scopes ? touched : [];
}

export const queriesCarryShop: Rule = {
  rule: "every SQL statement names the shop of every tenant's table it touches",
  why: "a statement without it reads or writes another tenant's rows, and cannot be sent to one shard (law 10)",
  mend: 'add "shopId" = $1 for each table, in the join as well; what really is asked across shops goes on the list with its reason',
  look(house: House) {
    const tables = new Set(tenantTables(house.get("prisma/schema.prisma") ?? ""));
    const findings: string[] = [];
    let seen = 0;
    for (const [path, text] of filesOf(house, CODE)) {
      if (!/^app\/(db\/|services\/|jobs\/|routes\/|stores\/|[^/]+$)/.test(path) || isTest(path)) continue;
      if (ACROSS_SHOPS[path] !== undefined) continue;
      const source = parse(path, text);
      visit(source, (node) => {
        const statement = literalText(node);
        if (statement === null || !/\b(SELECT|INSERT|UPDATE|DELETE)\b/.test(statement)) return;
        if (tablesIn(statement, tables).length === 0) return;
        seen += 1;
        const open = unscoped(statement, tables);
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        if (open.length > 0) findings.push(`${path}:${line} touches ${open.join(", ")}`);
      });
    }
    return { seen, findings };
  },
};
