/** The `_links` that WordPress puts on everything its REST API answers with. */

const allMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

export function selfAndCollection(
  home: string,
  path: string,
  id: number,
  allow: readonly string[] = allMethods,
) {
  const base = `${home}/wp-json/wc/v3/${path}`;
  return {
    self: [{ href: `${base}/${id}`, targetHints: { allow } }],
    collection: [{ href: base }],
  };
}
