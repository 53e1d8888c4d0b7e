/** Shopify's official Admin schema for tests: the shapes our operations are held against, and the scopes that each field asks for. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import * as z from "zod";
import { API_VERSION } from "../stores/shopify/api-version";

const file = z.object({
  data: z.custom<IntrospectionQuery>((value) => typeof value === "object" && value !== null),
  offline_scopes: z.object({
    items: z.array(
      z.object({
        typeName: z.string(),
        fieldName: z.string().optional(),
        offlineScopes: z.array(z.string()),
      }),
    ),
  }),
});

export interface OfficialSchema {
  readonly schema: GraphQLSchema;
  /** Any one of these opens `Type` or `Type.field`. */
  readonly scopes: ReadonlyMap<string, readonly string[]>;
}

export function readOfficialSchema(): OfficialSchema {
  const packed = readFileSync(`app/sandbox/data/admin-${API_VERSION}.json.gz`);
  const { data, offline_scopes } = file.parse(JSON.parse(gunzipSync(packed).toString("utf8")));
  const scopes = new Map<string, readonly string[]>();
  for (const { typeName, fieldName, offlineScopes } of offline_scopes.items) {
    if (offlineScopes.length > 0)
      scopes.set(fieldName ? `${typeName}.${fieldName}` : typeName, offlineScopes);
  }
  return { schema: buildClientSchema(data, { assumeValid: true }), scopes };
}
