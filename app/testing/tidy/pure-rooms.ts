/** Law 8: time, chance and locale are arguments. The pure rooms never read a clock, a random source, the environment or `Intl`. */
import ts from "typescript";
import { importsOf, parse, visit } from "./code";
import { filesOf, type House, isTest, type Look, type Rule } from "./house";

/** In the bridge, only what speaks with the store (`client*`, and the deeds that ask through it) or checks its signature is not. */
const PURE =
  /^(app\/(loyalty|insights|contract)|woocommerce-bridge\/src\/(?!client|deeds\/|verify-delivery))[/\w.-]*\.tsx?$/;
const SHORT_LIST = new Set(["temporal-polyfill", "zod", "zod/mini"]);
const FOR_TESTS = new Set(["vitest", "fast-check", "node:fs", "node:zlib", "node:path", "node:url"]);

/** Names that reach out of the function they stand in. */
const OUTSIDE = new Set([
  "Intl",
  "process",
  "globalThis",
  "performance",
  "crypto",
  "fetch",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "window",
  "navigator",
  "console",
]);
const DOTTED = new Set(["Date.now", "Math.random", "Temporal.Now"]);
const LOCALE = /^(toLocale\w*|localeCompare)$/;

/** What this node reads from the outside, if anything. */
export function outsideRead(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && isNamed(node.expression, "Date") && !node.arguments?.length)
    return "new Date()";
  if (ts.isCallExpression(node) && isNamed(node.expression, "Date")) return "Date()";
  if (ts.isPropertyAccessExpression(node)) {
    const dotted = ts.isIdentifier(node.expression) ? `${node.expression.text}.${node.name.text}` : "";
    if (DOTTED.has(dotted)) return dotted;
    return LOCALE.test(node.name.text) ? `.${node.name.text}` : undefined;
  }
  if (ts.isIdentifier(node) && OUTSIDE.has(node.text) && isFree(node)) return node.text;
  return undefined;
}

const isNamed = (node: ts.Node, name: string): boolean => ts.isIdentifier(node) && node.text === name;

/** Not a property's name, an object's key, a parameter or a declaration of that name. */
function isFree(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  const named = parent as { name?: ts.Node };
  return named.name !== node && !ts.isTypeReferenceNode(parent) && !ts.isQualifiedName(parent);
}

function look(house: House): Look {
  const findings: string[] = [];
  let seen = 0;
  for (const [path, text] of filesOf(house, PURE)) {
    seen += 1;
    const allowed = (name: string) => SHORT_LIST.has(name) || (isTest(path) && FOR_TESTS.has(name));
    for (const { specifier, target, line } of importsOf(path, text)) {
      if (target === undefined && !allowed(specifier)) findings.push(`${path}:${line} imports ${specifier}`);
    }
    if (isTest(path)) continue;
    const source = parse(path, text);
    visit(source, (node) => {
      const read = outsideRead(node);
      if (!read) return;
      findings.push(
        `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} reads ${read}`,
      );
    });
  }
  return { seen, findings };
}

export const pureRooms: Rule = {
  rule: "app/loyalty, app/insights and app/contract read no clock, chance, environment or Intl, and import only temporal-polyfill and zod",
  why: "law 8: the same arguments must give the same points for ever, in a test, in a replay and in an audit years later",
  mend: "take the instant, the random number or the text as an argument from the service that calls; a new pure package goes on the short list with a decision record",
  look,
};
