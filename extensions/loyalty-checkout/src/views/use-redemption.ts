/** Binds the conductor to a Preact view: one conductor per view, and a new look at the standing when the shopper logs in or out. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { APP_ADDRESS } from "../../../shared/app-address";
import { createApi } from "../api";
import { type Conductor, createConductor, type Ports } from "../conductor";
import { type CheckoutHost, isLoggedIn, localeOf } from "../host";
import { type RedemptionState, START } from "../redemption-state";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function useRedemption(host: CheckoutHost): [RedemptionState, Conductor] {
  const [state, setState] = useState(START);
  const conductor = useMemo(() => createConductor(portsOf(host), setState), [host]);
  const customer = host.buyerIdentity?.customer.value?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another customer is another standing, though the id is not read here
  useEffect(() => conductor.send({ on: "reload" }), [conductor, customer]);
  useEffect(() => conductor.stop, [conductor]);
  return [state, conductor];
}

function portsOf(host: CheckoutHost): Ports {
  return {
    api: createApi({
      address: APP_ADDRESS,
      locale: () => localeOf(host),
      sessionToken: () => host.sessionToken.get(),
    }),
    codes: {
      mayChange: () => host.instructions.value.discounts.canUpdateDiscountCodes,
      add: (code) => change(host, "addDiscountCode", code),
      remove: (code) => change(host, "removeDiscountCode", code),
    },
    loggedIn: () => isLoggedIn(host),
    wait,
  };
}

async function change(
  host: CheckoutHost,
  type: "addDiscountCode" | "removeDiscountCode",
  code: string,
): Promise<boolean> {
  try {
    return (await host.applyDiscountCodeChange({ type, code })).type === "success";
  } catch {
    // A host that fails here has changed nothing we could rely on: treated as refused, the points stay held.
    return false;
  }
}
