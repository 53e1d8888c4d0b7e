/** A mutation's refusal as Shopify words it: the field as a path, a code, a sentence. */

export interface UserErrorNode {
  readonly [field: string]: unknown;
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code?: string | null;
}

export function userError(
  field: readonly string[],
  code: string,
  message: string,
  elementIndex: number | null = null,
): UserErrorNode {
  return { field, code, message, extraInfo: null, elementIndex };
}
