/** How a request of the storefront is answered: with its visit found. */
import type { Request, RequestHandler, Response } from "express";
import type { SandboxContext } from "../context";
import { type Visit, visitOf } from "./visit";

export type Door = (visit: Visit, request: Request, response: Response) => void;

/** An unknown shop or language is not here: whoever comes next answers. */
export function doorTo(context: SandboxContext): (door: Door) => RequestHandler {
  return (door) => (request, response, next) => {
    const visit = visitOf(context, request);
    if (visit === null) next();
    else door(visit, request, response);
  };
}

/** A path of this storefront to go back to, or the one given instead: never another site. */
export function pathWithin(visit: Visit, wish: unknown, otherwise: string): string {
  const root = `/sandbox/stores/${visit.shop.domain}`;
  if (typeof wish !== "string" || !/^\/(?![/\\])/.test(wish)) return otherwise;
  if (wish === root || wish.startsWith(`${root}/`)) return wish;
  return wish.startsWith("/sandbox/") ? otherwise : `${visit.base}${wish}`;
}
