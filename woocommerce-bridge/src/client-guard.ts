/**
 * Where requests may go. A store's address is somebody's word, so the address that is really connected to is looked at, each time (a name may lead elsewhere the
 * second time): nothing private, loopback, link-local, carrier's or otherwise reserved, in any spelling. In development private addresses are allowed explicitly.
 */
import { type LookupAddress, lookup as resolve } from "node:dns";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** The code of the error that ends a connection before it is made. */
export const REFUSED_ADDRESS = "EADDRESSREFUSED";

class AddressRefused extends Error {
  override readonly name = "AddressRefused";
  readonly code = REFUSED_ADDRESS;
}

/** IPv4 inside IPv6 is taken for what it is. What only one network knows, and what is nobody's, is not public. */
export function isPublic(address: string): boolean {
  const text = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  if (!ipaddr.isValid(text)) return false;
  const parsed = ipaddr.process(text);
  // fec0::/10 was once what fc00::/7 is now.
  if (parsed instanceof ipaddr.IPv6 && ((parsed.parts[0] ?? 0) & 0xffc0) === 0xfec0) return false;
  return parsed.range() === "unicast";
}

/** Why nothing is sent to this address, or null. The name's own addresses are looked at when it is connected to. */
export function refusedBecause(url: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(url)) return "it is no address";
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return "it is no web address";
  if (username !== "" || password !== "") return "it has a password in it";
  if (allowPrivate) return null;
  if (protocol !== "https:") return "it is not https";
  const bare = hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(bare) && !isPublic(bare) ? "it is in a private network" : null;
}

type Resolve = (
  hostname: string,
  options: { readonly all: true },
  answer: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** One address that is not public among those of a name refuses the name: whoever serves it decides which of them is taken. */
export const guardedLookup =
  (resolveAll: Resolve = resolve): LookupFunction =>
  (hostname, options, answer) => {
    resolveAll(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) return answer(error, "", 0);
      if (!first || !addresses.every(({ address }) => isPublic(address)))
        return answer(new AddressRefused("the name leads into a private network"), "", 0);
      return options.all ? answer(null, addresses) : answer(null, first.address, first.family);
    });
  };

interface Agents {
  readonly httpAgent: http.Agent;
  readonly httpsAgent: https.Agent;
}

function agents(options: http.AgentOptions): Agents {
  return { httpAgent: new http.Agent(options), httpsAgent: new https.Agent(options) };
}

const open = agents({ keepAlive: true });
const guarded = agents({ keepAlive: true, lookup: guardedLookup() });

export const agentsFor = (allowPrivate: boolean): Agents => (allowPrivate ? open : guarded);
