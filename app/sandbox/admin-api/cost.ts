/**
 * What an operation costs, by Shopify's rule: an object 1, a mutation 10, a connection as many times its node as it asks for,
 * scalars nothing; of the types an abstract field may give, the dearest.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

export const MOST_PER_QUERY = 1_000;

const DEFAULT_PAGE = 10;
const MUTATION_COST = 10;

interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  return costOf({ schema, fragments, variables }, operation.selectionSet, root);
}

function costOf(reading: Reading, set: SelectionSetNode, type: GraphQLCompositeType): number {
  let common = 0;
  const byType = new Map<string, number>();
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      common += fieldCost(reading, selection, type);
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? reading.fragments.get(selection.name.value) : selection;
    const name = fragment?.typeCondition?.name.value ?? type.name;
    const target = reading.schema.getType(name);
    if (fragment === undefined || !target || !isCompositeType(target)) continue;
    byType.set(name, (byType.get(name) ?? 0) + costOf(reading, fragment.selectionSet, target));
  }
  const own = byType.get(type.name) ?? 0;
  byType.delete(type.name);
  return common + own + Math.max(0, ...byType.values());
}

function fieldCost(reading: Reading, field: FieldNode, parent: GraphQLCompositeType): number {
  if (!("getFields" in parent)) return 0;
  const definition = parent.getFields()[field.name.value];
  if (definition === undefined || field.selectionSet === undefined) return 0;
  const type = getNamedType(definition.type);
  if (!isCompositeType(type)) return 0;
  const inside = costOf(reading, field.selectionSet, type);
  if (parent.name === "Mutation") return MUTATION_COST + inside;
  if (type.name.endsWith("Connection")) return pageSize(reading, field) * inside;
  return isWrapper(type.name, field.name.value) ? inside : 1 + inside;
}

/** Edges and page infos are part of their connection. */
function isWrapper(typeName: string, fieldName: string): boolean {
  return typeName.endsWith("Edge") || typeName === "PageInfo" || fieldName === "userErrors";
}

function pageSize(reading: Reading, field: FieldNode): number {
  for (const { name, value } of field.arguments ?? []) {
    if (name.value !== "first" && name.value !== "last") continue;
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind === Kind.VARIABLE) return Number(reading.variables[value.name.value] ?? DEFAULT_PAGE);
  }
  return DEFAULT_PAGE;
}
