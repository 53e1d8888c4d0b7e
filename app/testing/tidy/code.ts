/** Reads TypeScript as the compiler does: what a file imports, and which free names it uses, comments and strings aside. */
import { posix } from "node:path";
import ts from "typescript";
import { filesOf, type House } from "./house";

export interface Import {
  specifier: string;
  /** For a relative import, the path from the project's folder, without extension. */
  target: string | undefined;
  typeOnly: boolean;
  line: number;
}

export const CODE = /^(app|extensions|prisma|woocommerce-bridge)\/.*\.(ts|tsx|mjs|js)$/;

const parsed = new Map<string, ts.SourceFile>();

export function parse(path: string, text: string): ts.SourceFile {
  const key = `${path}\0${text}`;
  const known = parsed.get(key);
  if (known) return known;
  const kind = /x$/.test(path) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, kind);
  parsed.set(key, source);
  return source;
}

export function importsOf(path: string, text: string): Import[] {
  const source = parse(path, text);
  const imports: Import[] = [];
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const relative = specifier.text.startsWith(".");
    imports.push({
      specifier: specifier.text,
      target: relative ? posix.join(posix.dirname(path), specifier.text.replace(/\?.*$/, "")) : undefined,
      typeOnly,
      line: source.getLineAndCharacterOfPosition(specifier.getStart()).line + 1,
    });
  };
  visit(source, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isLoad(node.expression)) add(node.arguments[0], false);
  });
  return imports;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

function isLoad(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require")
  );
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** Dotted names as written, such as `Date.now` or `process.env`, with the line each stands on. */
export function dottedNames(path: string, text: string): { name: string; line: number }[] {
  const source = parse(path, text);
  const names: { name: string; line: number }[] = [];
  visit(source, (node) => {
    if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return;
    if (!ts.isIdentifier(node.expression)) return;
    const member = ts.isPropertyAccessExpression(node) ? node.name.text : "[]";
    names.push({
      name: `${node.expression.text}.${member}`,
      line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
    });
  });
  return names;
}

/** Every import of every code file. */
export function* allImports(house: House, pattern = CODE): Generator<{ path: string } & Import> {
  for (const [path, text] of filesOf(house, pattern)) {
    for (const found of importsOf(path, text)) yield { path, ...found };
  }
}
