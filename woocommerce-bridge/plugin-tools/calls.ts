/** What the plugin's PHP asks of WordPress, WooCommerce and PHP, read from its tokens. */
import type { PhpToken } from "./php";

export interface PhpFunction {
  readonly path: string;
  readonly name: string;
  /** From its parameters on. */
  readonly body: readonly PhpToken[];
}

const OPEN = new Set(["(", "[", "{", "T_CURLY_OPEN", "T_DOLLAR_OPEN_CURLY_BRACES", "T_ATTRIBUTE"]);
const CLOSE = new Set([")", "]", "}"]);

/** The tokens up to the sign that closes what stands first. */
export function enclosed(tokens: readonly PhpToken[]): readonly PhpToken[] {
  let depth = 0;
  for (const [index, { name }] of tokens.entries()) {
    if (OPEN.has(name)) depth += 1;
    if (CLOSE.has(name)) depth -= 1;
    if (depth === 0) return tokens.slice(0, index + 1);
  }
  return tokens;
}

export const code = (tokens: readonly PhpToken[]): readonly PhpToken[] =>
  tokens.filter(({ name }) => name !== "T_COMMENT" && name !== "T_DOC_COMMENT");

/** The named functions of a file. */
export function functionsOf(path: string, tokens: readonly PhpToken[]): readonly PhpFunction[] {
  const plain = code(tokens);
  return plain.flatMap((token, index) => {
    const next = plain[index + 1];
    if (token.name !== "T_FUNCTION" || next?.name !== "T_STRING") return [];
    const begin = plain.findIndex(({ name }, at) => at > index && name === "{");
    return [{ path, name: next.text, body: enclosed(plain.slice(begin)) }];
  });
}

export interface PhpCall {
  readonly name: string;
  readonly how: "function" | "method" | "class";
  readonly line: number;
  /** Between its brackets, without them. */
  readonly arguments: readonly PhpToken[];
}

/** Every call by name. */
export function callsIn(tokens: readonly PhpToken[]): readonly PhpCall[] {
  const plain = code(tokens);
  return plain.flatMap((token, index) => {
    const named = token.name === "T_STRING" || token.name.startsWith("T_NAME_");
    if (!named || plain[index + 1]?.name !== "(") return [];
    const before = plain[index - 1]?.name;
    if (before === "T_FUNCTION" || before === "T_DOUBLE_COLON") return [];
    const method = before === "T_OBJECT_OPERATOR" || before === "T_NULLSAFE_OBJECT_OPERATOR";
    const how = method ? "method" : before === "T_NEW" ? "class" : "function";
    return [
      {
        name: token.text,
        how,
        line: token.line,
        arguments: enclosed(plain.slice(index + 1)).slice(1, -1),
      } as const,
    ];
  });
}

/** The text of a constant string, or null. */
export function stringOf(token: PhpToken | undefined): string | null {
  if (token?.name !== "T_CONSTANT_ENCAPSED_STRING") return null;
  return token.text.slice(1, -1).replace(/\\(['"\\])/g, "$1");
}
