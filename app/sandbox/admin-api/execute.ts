/**
 * One operation: parsed, validated against the official schema, weighed, and executed over the store's state. Every field is guarded
 * by the scopes Shopify asks for it; a field that is not emulated is an error with its name.
 */
import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  getNamedType,
  getOperationAST,
  isCompositeType,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import type { AppConfig } from "../app-config";
import type { ApiNode, Args } from "./connection";
import { requestedCost } from "./cost";
import type { World } from "./nodes/world";
import { mutationRoot, queryRoot } from "./root";
import { adminSchema } from "./schema";
import { closedBy } from "./scopes";

export interface ApiRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

export interface ReadOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly requestedCost: number;
  /** The operation's name and those of its root fields. */
  readonly names: readonly string[];
}

export type Reading =
  | { readonly ok: true; readonly read: ReadOperation }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

/** Documents come again and again; reading one costs more than executing it. */
const readDocuments = new Map<string, DocumentNode>();
const DOCUMENTS_KEPT = 500;

export function readOperation(request: ApiRequest): Reading {
  const { schema } = adminSchema();
  const known = readDocuments.get(request.query);
  let document: DocumentNode;
  try {
    document = known ?? parse(request.query);
  } catch (error) {
    if (error instanceof GraphQLError) return { ok: false, errors: [error] };
    throw error;
  }
  if (known === undefined) {
    const errors = validate(schema, document);
    if (errors.length > 0) return { ok: false, errors };
    if (readDocuments.size >= DOCUMENTS_KEPT) readDocuments.clear();
    readDocuments.set(request.query, document);
  }
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return { ok: false, errors: [new GraphQLError("An operation name is required")] };
  const roots = operation.selectionSet.selections.flatMap((selection) =>
    "name" in selection ? [selection.name.value] : [],
  );
  const names = operation.name === undefined ? roots : [operation.name.value, ...roots];
  const cost = requestedCost(schema, document, operation, request.variables);
  return { ok: true, read: { document, operation, requestedCost: cost, names } };
}

export interface Executed {
  readonly data: unknown;
  readonly errors: readonly GraphQLError[];
  readonly actualCost: number;
}

export async function executeOperation(
  world: World,
  config: Pick<AppConfig, "customerMetafields">,
  read: ReadOperation,
  request: ApiRequest,
): Promise<Executed> {
  const { schema, scopes } = adminSchema();
  const meter = { points: 0 };
  const mutation = read.operation.operation === "mutation";
  const result = await execute({
    schema,
    document: read.document,
    rootValue: mutation ? mutationRoot(world, config) : queryRoot(world),
    contextValue: null,
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: resolver(world, scopes, meter),
    typeResolver: (value) => typeNameOf(value),
  });
  const actual = mutation ? meter.points + 10 * read.operation.selectionSet.selections.length : meter.points;
  return {
    data: result.data ?? null,
    errors: result.errors ?? [],
    actualCost: Math.min(actual, read.requestedCost),
  };
}

function typeNameOf(value: unknown): string {
  const name = typeof value === "object" && value !== null && "__typename" in value ? value.__typename : null;
  if (typeof name === "string") return name;
  throw new GraphQLError("The sandbox gave a value without its type.");
}

function resolver(
  world: World,
  rules: ReturnType<typeof adminSchema>["scopes"],
  meter: { points: number },
): GraphQLFieldResolver<unknown, unknown, Args> {
  return (source, args, _context, info) => {
    const field = info.parentType.getFields()[info.fieldName];
    const rule = field === undefined ? null : closedBy(rules, world.scopes, info.parentType, field);
    if (rule !== null) throw denied(info.fieldName, rule.text);
    const value = isNode(source) ? source[info.fieldName] : undefined;
    if (value === undefined) throw notEmulated(info.parentType.name, info.fieldName);
    const answer: unknown = typeof value === "function" ? value(args) : value;
    meter.points += pointsOf(
      answer,
      getNamedType(info.returnType).name,
      isCompositeType(getNamedType(info.returnType)),
    );
    return answer;
  };
}

const isNode = (value: unknown): value is ApiNode => typeof value === "object" && value !== null;

function pointsOf(answer: unknown, typeName: string, composite: boolean): number {
  if (!composite || answer === null || /(Connection|PageInfo|Payload|UserError)$/.test(typeName)) return 0;
  if (Array.isArray(answer)) return typeName.endsWith("Edge") ? 0 : answer.length;
  return 1;
}

function denied(fieldName: string, requiredAccess: string): GraphQLError {
  return new GraphQLError(`Access denied for ${fieldName} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess,
    },
  });
}

function notEmulated(typeName: string, fieldName: string): GraphQLError {
  return new GraphQLError(`The sandbox does not emulate ${typeName}.${fieldName}.`, {
    extensions: { code: "SANDBOX_UNSUPPORTED", typeName, fieldName },
  });
}
