/**
 * What a shopper does to a cart. The cart itself is kept by ../shopper.ts, priced by ../state/place-order.ts; the checkout reads
 * the same one.
 */
import type { CartLine, SandboxCart } from "../state/types";

const mostOfOne = 99;

/** `add` units more of a variant; a line that ends at nothing is gone. */
export function withAdded(cart: SandboxCart, variantId: number, add: number): SandboxCart {
  const before = cart.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
  return withQuantity(cart, variantId, before + add);
}

export function withQuantity(cart: SandboxCart, variantId: number, quantity: number): SandboxCart {
  const line: CartLine = { variantId, quantity: Math.min(quantity, mostOfOne) };
  const known = cart.lines.some((each) => each.variantId === variantId);
  const lines = known
    ? cart.lines.map((each) => (each.variantId === variantId ? line : each))
    : [...cart.lines, line];
  return { ...cart, lines: lines.filter((each) => each.quantity > 0) };
}

/** The codes as the cart's `discount` update gives them: separated by commas, each once, in their order. */
export function withCodes(cart: SandboxCart, codes: readonly string[]): SandboxCart {
  const seen = new Map<string, string>();
  for (const code of codes
    .map((each) => each.trim())
    .filter((each) => each.length > 0 && each.length <= 255)) {
    const key = code.toLowerCase();
    if (!seen.has(key)) seen.set(key, code);
  }
  return { ...cart, codes: [...seen.values()].slice(0, 20) };
}

export function withoutCode(cart: SandboxCart, code: string): SandboxCart {
  return { ...cart, codes: cart.codes.filter((each) => each.toLowerCase() !== code.toLowerCase()) };
}
