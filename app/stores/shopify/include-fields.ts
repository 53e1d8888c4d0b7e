/**
 * What Shopify sends of a payload when a subscription in shopify.app.toml names `include_fields`: those and nothing else. A period leads into a nested object or into each of
 * a list. Whoever plays Shopify (sandbox, tests, measurements) sends what the toml says; that it says just what is read is held by include-fields.test.ts.
 */

type Fields = ReadonlyMap<string, readonly string[]>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** "customer.id" → customer → id; "name" → name → nothing, which is all of it. */
function byFirstWord(names: readonly string[]): Fields {
  const fields = new Map<string, string[]>();
  for (const name of names) {
    const [first = "", ...rest] = name.split(".");
    const inner = fields.get(first) ?? [];
    if (rest.length > 0) inner.push(rest.join("."));
    fields.set(first, inner);
  }
  return fields;
}

function partOf(value: unknown, fields: Fields): unknown {
  if (Array.isArray(value)) return value.map((one) => partOf(one, fields));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const names = fields.get(key);
      if (names === undefined) return [];
      return [[key, names.length === 0 ? inner : partOf(inner, byFirstWord(names))]];
    }),
  );
}

export const including = (payload: unknown, names: readonly string[]): unknown =>
  partOf(payload, byFirstWord(names));
