/** A metafield as the Admin API shows it, and the two fields through which every owner gives its own. */
import { createHash } from "node:crypto";
import { gid, parseGid } from "../../state/ids";
import { APP_NAMESPACE } from "../../state/store";
import type { SandboxMetafield } from "../../state/types";
import { type ApiNode, type Args, connection } from "../connection";
import { ownerNode } from "./owner";
import { iso, type World } from "./world";

/** `$app` and `$app:part` are this app's reserved namespaces; without a namespace `$app` is meant. */
export function storedNamespace(namespace: string | null): string {
  if (namespace === null || namespace === "$app") return APP_NAMESPACE;
  return namespace.startsWith("$app:") ? `${APP_NAMESPACE}--${namespace.slice(5)}` : namespace;
}

export function digestOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

export function metafieldNode(world: World, field: SandboxMetafield): ApiNode {
  return {
    __typename: "Metafield",
    id: gid("Metafield", field.id),
    legacyResourceId: String(field.id),
    namespace: field.namespace,
    key: field.key,
    type: field.type,
    value: field.value,
    jsonValue: () => jsonValue(field),
    compareDigest: () => digestOf(field.value),
    sizeInBytes: Buffer.byteLength(field.value),
    description: null,
    ownerType: ownerType(field.ownerId),
    owner: () => ownerNode(world, field.ownerId),
    reference: null,
    createdAt: iso(field.createdAt),
    updatedAt: iso(field.updatedAt),
  };
}

export function ownerType(ownerId: string): string {
  const type = parseGid(ownerId)?.type;
  if (type === "AppInstallation") return "API_PERMISSION";
  return type === "DiscountCodeNode" ? "DISCOUNT" : (type ?? "SHOP").toUpperCase();
}

function jsonValue(field: SandboxMetafield): unknown {
  if (["json", "number_integer", "boolean", "list.single_line_text_field", "money"].includes(field.type)) {
    return JSON.parse(field.value);
  }
  return field.value;
}

/** `metafield(namespace, key)` and `metafields(…)` of an owner. */
export function metafieldFields(world: World, ownerId: string): ApiNode {
  return {
    metafield: (args: Args) => {
      const namespace = typeof args.namespace === "string" ? args.namespace : null;
      const found = world.store.metafield(ownerId, storedNamespace(namespace), String(args.key));
      return found === null ? null : metafieldNode(world, found);
    },
    metafields: (args: Args) => {
      const namespace = typeof args.namespace === "string" ? storedNamespace(args.namespace) : null;
      const keys = Array.isArray(args.keys) ? args.keys.map(String) : null;
      const wanted = world.store
        .metafields(ownerId)
        .filter((field) => namespace === null || field.namespace === namespace)
        .filter((field) => keys === null || keys.includes(`${field.namespace}.${field.key}`));
      return connection(
        wanted,
        args,
        ({ id }) => id,
        (field) => metafieldNode(world, field),
      );
    },
  };
}
