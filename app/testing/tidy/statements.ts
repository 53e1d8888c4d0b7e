/**
 * The SQL statements written in the house: literals that begin with a verb, with what is put into them where that is written down too (a constant of the same file or of the one it comes
 * from). What is only known when it runs (columns by choice, conditions that grow) leaves a statement out of here.
 */
import { posix } from "node:path";
import ts from "typescript";
import { parse, visit } from "./code";
import { type House, isTest } from "./house";

export interface Statement {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** Where statements of ours stand: in any folder of the app, also one that is new; measurements and the sandbox have databases of their own. */
export const holdsStatements = (path: string): boolean =>
  /^app\/(?!bench\/|sandbox\/|routes-tests\/|testing\/).*\.tsx?$/.test(path) && !isTest(path);

const STATEMENT = /^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\b/;
const mostSteps = 8;

/** The constants a file declares at its top or in its functions, and what it takes from other files, by name. */
interface Names {
  readonly constants: ReadonlyMap<string, ts.Expression | null>;
  readonly imports: ReadonlyMap<string, { readonly path: string; readonly name: string }>;
}

/** What a name stands for; one that goes through a list stands for each of it. */
function initialOf(node: ts.VariableDeclaration): ts.Expression | null {
  const loop = node.parent.parent;
  return ts.isForOfStatement(loop) ? loop.expression : (node.initializer ?? null);
}

const read = new WeakMap<ts.SourceFile, Names>();

function namesIn(source: ts.SourceFile, house: House): Names {
  const known = read.get(source);
  if (known) return known;
  const constants = new Map<string, ts.Expression | null>();
  const imports = new Map<string, { path: string; name: string }>();
  visit(source, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      // Two of one name cannot be told apart here.
      constants.set(node.name.text, constants.has(node.name.text) ? null : initialOf(node));
    }
    if (ts.isParameter(node) && ts.isIdentifier(node.name)) constants.set(node.name.text, null);
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return;
    const target = posix.join(posix.dirname(source.fileName), node.moduleSpecifier.text);
    const path = [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((one) => house.has(one));
    const bindings = node.importClause?.namedBindings;
    if (path === undefined || !bindings || !ts.isNamedImports(bindings)) return;
    for (const { name, propertyName } of bindings.elements)
      imports.set(name.text, { path, name: (propertyName ?? name).text });
  });
  const names = { constants, imports };
  read.set(source, names);
  return names;
}

interface Place {
  readonly house: House;
  readonly source: ts.SourceFile;
  readonly steps: number;
}

/** A table by choice has a text for each choice; more than these would be no list but a language. */
const mostTexts = 64;

/** The texts that an expression may be, wherever the program runs; null where that depends on what is given to it. */
function textsOf(node: ts.Expression, place: Place): string[] | null {
  if (place.steps > mostSteps) return null;
  const next = { ...place, steps: place.steps + 1 };
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return [node.text];
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return textsOf(node.expression, next);
  if (ts.isConditionalExpression(node))
    return joined([textsOf(node.whenTrue, next), textsOf(node.whenFalse, next)]);
  if (ts.isArrayLiteralExpression(node))
    return joined(node.elements.map((element) => textsOf(element, next)));
  if (ts.isTemplateExpression(node)) return textsOfTemplate(node, next);
  return ts.isIdentifier(node) ? textsOfName(node.text, next) : null;
}

function joined(all: readonly (string[] | null)[]): string[] | null {
  const texts = all.flatMap((some) => some ?? []);
  return all.includes(null) || texts.length > mostTexts ? null : texts;
}

function textsOfTemplate(node: ts.TemplateExpression, place: Place): string[] | null {
  let texts = [node.head.text];
  for (const { expression, literal } of node.templateSpans) {
    const put = textsOf(expression, place);
    if (put === null || put.length * texts.length > mostTexts) return null;
    texts = texts.flatMap((text) => put.map((one) => text + one + literal.text));
  }
  return texts;
}

function textsOfName(name: string, place: Place): string[] | null {
  const names = namesIn(place.source, place.house);
  const constant = names.constants.get(name);
  if (constant !== undefined) return constant && textsOf(constant, place);
  const taken = names.imports.get(name);
  if (!taken) return null;
  const source = parse(taken.path, place.house.get(taken.path) ?? "");
  const exported = namesIn(source, place.house).constants.get(taken.name);
  return exported ? textsOf(exported, { ...place, source }) : null;
}

/** The names that stand in templates: what they are is a part of a statement and none itself. */
function partsIn(source: ts.SourceFile): Set<string> {
  const parts = new Set<string>();
  visit(source, (node) => {
    if (!ts.isTemplateSpan(node)) return;
    visit(node.expression, (inner) => {
      if (ts.isIdentifier(inner)) parts.add(inner.text);
    });
  });
  return parts;
}

const isPart = (node: ts.Node, parts: ReadonlySet<string>): boolean =>
  ts.isVariableDeclaration(node.parent) &&
  ts.isIdentifier(node.parent.name) &&
  parts.has(node.parent.name.text);

/** A text that begins as a statement does, and is not put into another. */
function isWritten(node: ts.Expression, parts: ReadonlySet<string>): boolean {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return false;
  const begins = ts.isTemplateExpression(node) ? node.head.text : node.text;
  return STATEMENT.test(begins) && !isPart(node, parts);
}

/** What is handed to the database: the first argument of a `query`, however it begins. */
const isAsked = (node: ts.Expression): boolean =>
  ts.isCallExpression(node.parent) &&
  node.parent.arguments[0] === node &&
  ts.isPropertyAccessExpression(node.parent.expression) &&
  node.parent.expression.name.text === "query";

export interface Written {
  /** Written down whole. */
  readonly statements: readonly Statement[];
  /** Of these only a part is. */
  readonly open: readonly Statement[];
}

/** Every statement of the house. */
export function statementsOf(house: House): Written {
  const statements: Statement[] = [];
  const open: Statement[] = [];
  for (const [path, content] of house) {
    if (!holdsStatements(path)) continue;
    const source = parse(path, content);
    const parts = partsIn(source);
    visit(source, (node) => {
      if (!ts.isExpression(node) || !(isAsked(node) || isWritten(node, parts))) return;
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const texts = textsOf(node, { house, source, steps: 0 });
      if (texts === null) open.push({ path, line, text: node.getText() });
      else statements.push(...texts.map((text) => ({ path, line, text })));
    });
  }
  return { statements, open };
}
