/** JSON as PHP's `json_encode` writes it: slashes escaped and everything beyond ASCII as \uXXXX. Signatures are over these very bytes. */

export const phpJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
