/** Whether a redemption's code is on the order already. Codes know no upper and lower case. */
import type { HeldRedemption } from "../../../app/contract/redemption-api";

export function isOnOrder({ code }: Pick<HeldRedemption, "code">, codesOnOrder: readonly string[]): boolean {
  return code !== null && codesOnOrder.some((other) => other.toLowerCase() === code.toLowerCase());
}
