/** metafieldsSet and metafieldsDelete: at most 25, all or none, only what the app may change, each value of its type. */
import { GraphQLError } from "graphql";
import * as z from "zod";
import { APP_NAMESPACE } from "../../state/store";
import type { SandboxMetafield } from "../../state/types";
import type { ApiNode, Args } from "../connection";
import { digestOf, metafieldNode, storedNamespace } from "../nodes/metafield";
import { ownerNode, scopeToMutate } from "../nodes/owner";
import type { World } from "../nodes/world";
import { valueProblem } from "./metafield-value";
import { type UserErrorNode, userError } from "./user-error";

const MOST = 25;

const setInput = z.object({
  ownerId: z.string(),
  key: z.string(),
  namespace: z.string().nullish(),
  type: z.string().nullish(),
  value: z.string(),
  compareDigest: z.string().nullish(),
});
type SetInput = z.infer<typeof setInput>;

export function metafieldsSet(world: World, definitions: ReadonlyMap<string, string>, args: Args): ApiNode {
  const inputs = z.array(setInput).parse(args.metafields);
  requireScopes(world, "metafieldsSet", inputs);
  if (inputs.length > MOST) {
    const message = `Exceeded the maximum metafields input limit of ${MOST}.`;
    return { metafields: [], userErrors: [userError(["metafields"], "LESS_THAN_OR_EQUAL_TO", message)] };
  }
  const wishes = inputs.map((input, index) => wishOf(world, definitions, input, index));
  const userErrors = wishes.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  if (userErrors.length > 0) return { metafields: [], userErrors };
  const fields = wishes.map(({ field }) => field);
  for (const field of fields) world.store.putMetafield(field);
  return { metafields: fields.map((field) => metafieldNode(world, field)), userErrors: [] };
}

interface Wish {
  readonly field: SandboxMetafield;
  readonly problem: UserErrorNode | null;
}

function wishOf(
  world: World,
  definitions: ReadonlyMap<string, string>,
  input: SetInput,
  index: number,
): Wish {
  const namespace = storedNamespace(input.namespace ?? null);
  const before = world.store.metafield(input.ownerId, namespace, input.key);
  const customerOwned = input.ownerId.includes("/Customer/") && namespace === APP_NAMESPACE;
  const definedType = (customerOwned ? definitions.get(input.key) : undefined) ?? before?.type ?? null;
  const type = input.type ?? definedType;
  const problem = problemOf(world, { input, before, definedType, type, namespace });
  return {
    field: {
      id: before?.id ?? world.store.nextId("metafield", 31_200_000_000_001),
      ownerId: input.ownerId,
      namespace,
      key: input.key,
      type: type ?? "",
      value: input.value,
      createdAt: before?.createdAt ?? world.now,
      updatedAt: world.now,
    },
    problem:
      problem === null
        ? null
        : userError(["metafields", String(index), ...problem.field], problem.code, problem.message, index),
  };
}

interface Case {
  readonly input: SetInput;
  readonly before: SandboxMetafield | null;
  readonly definedType: string | null;
  readonly type: string | null;
  readonly namespace: string;
}

interface Problem {
  readonly field: readonly string[];
  readonly code: string;
  readonly message: string;
}

function problemOf(world: World, { input, before, definedType, type, namespace }: Case): Problem | null {
  if (ownerNode(world, input.ownerId) === null) {
    return { field: ["ownerId"], code: "INVALID", message: "Owner does not exist." };
  }
  if (/^app--\d+/.test(namespace) && !namespace.startsWith(APP_NAMESPACE)) {
    return {
      field: ["namespace"],
      code: "APP_NOT_AUTHORIZED",
      message: "Access to this namespace is not allowed.",
    };
  }
  if (!/^[A-Za-z0-9_-]{2,64}$/.test(input.key)) {
    const message =
      input.key.length < 2
        ? "is too short (minimum is 2 characters)"
        : "contains one or more invalid characters.";
    return {
      field: ["key"],
      code: input.key.length < 2 ? "TOO_SHORT" : "INVALID",
      message: `Key ${message}`,
    };
  }
  if (type === null) return { field: ["type"], code: "BLANK", message: "Type can't be blank" };
  if (definedType !== null && type !== definedType) {
    const message = `Type '${type}' must be consistent with the definition's type: '${definedType}'.`;
    return { field: ["type"], code: "INVALID_TYPE", message };
  }
  if (
    input.compareDigest !== undefined &&
    (before === null ? null : digestOf(before.value)) !== input.compareDigest
  ) {
    const message =
      "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.";
    return { field: [], code: "STALE_OBJECT", message };
  }
  const bad = valueProblem(type, input.value);
  return bad === null ? null : { field: ["value"], ...bad };
}

const deleteInput = z.object({ ownerId: z.string(), namespace: z.string(), key: z.string() });

export function metafieldsDelete(world: World, args: Args): ApiNode {
  const inputs = z.array(deleteInput).parse(args.metafields);
  requireScopes(world, "metafieldsDelete", inputs);
  const deletedMetafields = inputs.map(({ ownerId, namespace, key }) => {
    const field = world.store.metafield(ownerId, storedNamespace(namespace), key);
    if (field === null) return null;
    world.store.removeMetafield(field);
    return { ownerId, namespace: field.namespace, key };
  });
  return { deletedMetafields, userErrors: [] };
}

/** "The same access level needed to mutate the owner resource." */
function requireScopes(world: World, name: string, inputs: readonly { readonly ownerId: string }[]): void {
  for (const { ownerId } of inputs) {
    const scope = scopeToMutate(ownerId);
    if (scope === null || world.scopes.has(scope)) continue;
    const requiredAccess = `\`${scope}\` access scope: the same access level needed to mutate the owner resource.`;
    throw new GraphQLError(`Access denied for ${name} field. Required access: ${requiredAccess}`, {
      extensions: {
        code: "ACCESS_DENIED",
        documentation: "https://shopify.dev/api/usage/access-scopes",
        requiredAccess,
      },
    });
  }
}
