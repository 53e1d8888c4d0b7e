/**
 * Who knocks at a door that is open to everybody: known by their address alone, and slowed down by it. A door that goes somewhere for its visitors slows down what it
 * is asked for as a whole too, so that nobody makes it their messenger.
 */
import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { createTokenBucket, type TokenBucket } from "./token-bucket";

const contextSchema = z.object({ address: z.string() });

/** Whoever has one address of IPv6 has the 2⁶⁴ beside it: they are one visitor. */
export function networkOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const [first, last] = [head, tail].map((part) => part.split(":").filter((group) => group !== ""));
  const missing = Math.max(0, 8 - (first?.length ?? 0) - (last?.length ?? 0));
  const groups = [...(first ?? []), ...Array.from({ length: missing }, () => "0"), ...(last ?? [])];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** As our web server sees it, behind proxies that it trusts. */
const addressOf = (context: AppLoadContext | undefined): string =>
  networkOf(contextSchema.safeParse(context).data?.address ?? "unknown");

const visitors = createTokenBucket({ atOnce: 10, everyMs: 6_000, now: Date.now });
const targets = createTokenBucket({ atOnce: 5, everyMs: 20_000, now: Date.now });
const everybody = createTokenBucket({ atOnce: 60, everyMs: 1_000, now: Date.now });

/**
 * Who is sent away takes nothing from anybody else's measure: a stranger who hammers at the door keeps no other out.
 * @param target where it is asked to go @returns how long to wait, in milliseconds; 0 for nobody in a hurry
 */
export const mayGo = (context: AppLoadContext | undefined, target: string): number =>
  visitors.take(addressOf(context)) || targets.take(target.toLowerCase()) || everybody.take("all");

const senders: TokenBucket = createTokenBucket({ atOnce: 20, everyMs: 1_000, now: Date.now });

/** For doors that only listen. */
export const mayTell = (context: AppLoadContext | undefined): number => senders.take(addressOf(context));

/** A form of another site must not act for whoever reads that site. Browsers say where a form stood; who says nothing is no browser. */
export function isFromOurPage(request: Request, ownAddress: string): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = request.headers.get("Origin");
  if (origin === null) return true;
  const host = URL.canParse(origin) ? new URL(origin).host : "";
  return host === new URL(request.url).host || host === new URL(ownAddress).host;
}
