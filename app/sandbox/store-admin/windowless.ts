/**
 * Shopify's library takes a browser without a window ("HeadlessChrome") for a robot and answers 410 where it would let a person in. Whoever looks at the sandbox with such a
 * browser, to take a picture or to try it out, is a person here. Product code does not know of it.
 */
import type { NextFunction, Request, RequestHandler, Response } from "express";

export function welcomeWindowless(): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    const name = request.headers["user-agent"]?.replace("HeadlessChrome", "Chrome");
    if (name !== undefined) request.headers["user-agent"] = name;
    next();
  };
}
