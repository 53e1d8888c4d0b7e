/** Whether the app's granted scopes open a field: its own rule, the rule of the type it gives, the rule of the type it is on. */
import { type GraphQLField, type GraphQLObjectType, getNamedType } from "graphql";
import type { ScopeRule } from "./schema";

/** `write_x` contains `read_x`. */
export function withImplied(granted: Iterable<string>): Set<string> {
  const all = new Set<string>();
  for (const scope of granted) {
    all.add(scope);
    if (scope.startsWith("write_")) all.add(`read_${scope.slice("write_".length)}`);
  }
  return all;
}

export function parseScopes(text: string): string[] {
  return text
    .split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "");
}

/** The rule that keeps the field closed, or null when it is open. */
export function closedBy(
  rules: ReadonlyMap<string, ScopeRule>,
  granted: ReadonlySet<string>,
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): ScopeRule | null {
  const names = [`${parent.name}.${field.name}`, contentType(field), parent.name];
  for (const name of names) {
    const rule = rules.get(name);
    if (rule !== undefined && !rule.anyOf.some((scope) => granted.has(scope))) return rule;
  }
  return null;
}

/** A connection is guarded as what it connects to. */
function contentType(field: GraphQLField<unknown, unknown>): string {
  return getNamedType(field.type).name.replace(/Connection$/, "");
}
