/** Shopify's official Admin schema and the scopes it asks for each field, read once from the file in `data/`. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import * as z from "zod";
import { sandboxFile } from "../paths";

/** The one version this Shopify speaks. */
export const API_VERSION = "2026-07";

const scopeItem = z.object({
  type: z.enum(["type", "field"]),
  typeName: z.string(),
  fieldName: z.string().optional(),
  requiredAccess: z.string(),
  offlineScopes: z.array(z.string()),
});

const file = z.object({
  data: z.custom<IntrospectionQuery>((value) => typeof value === "object" && value !== null),
  offline_scopes: z.object({ items: z.array(scopeItem) }),
});

export interface ScopeRule {
  /** Any one of these opens the field; a `write_` scope opens what its `read_` scope does. */
  readonly anyOf: readonly string[];
  readonly text: string;
}

export interface AdminSchema {
  readonly schema: GraphQLSchema;
  /** By `Type` and by `Type.field`. */
  readonly scopes: ReadonlyMap<string, ScopeRule>;
}

let loaded: AdminSchema | null = null;

export function adminSchema(): AdminSchema {
  loaded ??= load();
  return loaded;
}

function load(): AdminSchema {
  const packed = readFileSync(sandboxFile("data", `admin-${API_VERSION}.json.gz`));
  const parsed = file.parse(JSON.parse(gunzipSync(packed).toString("utf8")));
  const scopes = new Map<string, ScopeRule>();
  for (const item of parsed.offline_scopes.items) {
    if (item.offlineScopes.length === 0) continue;
    const name = item.fieldName === undefined ? item.typeName : `${item.typeName}.${item.fieldName}`;
    scopes.set(name, { anyOf: item.offlineScopes, text: item.requiredAccess });
  }
  return { schema: buildClientSchema(parsed.data, { assumeValid: true }), scopes };
}
