/**
 * A key for one intention: 128 random bits. `getRandomValues` is there in every host, `randomUUID` only in secure contexts.
 */
export function newIntentKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
