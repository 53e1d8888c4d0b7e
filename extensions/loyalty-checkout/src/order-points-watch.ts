/**
 * What an order earned, for the thank-you page. An order that is not paid yet is asked about a few times, then our
 * API's own word stands (the points come with the payment): nobody waits on this page.
 */
import type { OrderPoints } from "../../../app/contract/redemption-api";
import type { Api } from "./api";

export type Seen =
  | { readonly kind: "looking" | "unavailable" }
  | { readonly kind: "told"; readonly points: OrderPoints };

export const MOST_LOOKS = 5;

interface Watch {
  readonly api: Pick<Api, "orderPoints">;
  readonly wait: (ms: number) => Promise<void>;
  readonly stopped: () => boolean;
}

export async function watchOrderPoints(orderId: string, watch: Watch): Promise<Seen> {
  let latest: OrderPoints | null = null;
  for (let look = 1; look <= MOST_LOOKS && !watch.stopped(); look += 1) {
    const reply = await watch.api.orderPoints(orderId);
    if (reply.answered) latest = reply.value;
    if (latest && latest.status !== "expected") break;
    if (look < MOST_LOOKS) await watch.wait(pause(reply));
  }
  return latest ? { kind: "told", points: latest } : { kind: "unavailable" };
}

function pause(reply: Awaited<ReturnType<Api["orderPoints"]>>): number {
  const asked = reply.answered && reply.value.status === "expected" ? reply.value.retryAfterMs : 1_000;
  return Math.min(Math.max(asked, 250), 3_000);
}
