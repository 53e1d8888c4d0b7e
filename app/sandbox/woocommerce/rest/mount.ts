/** The REST API on a router that stands at the shop's own address: `/wp-json/…`, also as `/?rest_route=…`, with bodies as JSON and WordPress's headers. */
import express, { type Request, type Response, type Router } from "express";
import type { RestHost } from "./host";
import { Query } from "./query";

const LARGEST = "8mb";

export interface RestMountOptions {
  /** Whether WordPress was told of the proxy that speaks https for it. */
  readonly heedsProxy?: () => boolean;
}

export function mountRest(router: Router, host: RestHost, options: RestMountOptions = {}): void {
  const bodies = express.text({ limit: LARGEST, type: () => true });
  const handle = (path: string, request: Request, response: Response) =>
    answer({ host, path, options }, request, response);
  router.use("/wp-json", bodies, (request, response) => void handle(request.path, request, response));
  router.use((request, response, next) => {
    const route = request.path === "/" ? Query.of(queryOf(request)).text("rest_route") : null;
    // The shop's pages read their own forms.
    if (route === null) return next();
    bodies(request, response, (error?: unknown) => {
      if (error) next(error);
      else void handle(route, request, response);
    });
  });
}

const queryOf = (request: Request): string => request.originalUrl.split("?").slice(1).join("?");

interface Place {
  readonly host: RestHost;
  readonly path: string;
  readonly options: RestMountOptions;
}

/** @returns null for what is no JSON object. */
function bodyOf(text: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof text !== "string" || text === "") return {};
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? Object.fromEntries(Object.entries(body)) : null;
  } catch {
    return null;
  }
}

const invalidJson = {
  code: "rest_invalid_json",
  message: "Invalid JSON body passed.",
  data: { status: 400, json_error_code: 4, json_error_message: "Syntax error" },
};

async function answer({ host, path, options }: Place, request: Request, response: Response): Promise<void> {
  const heeds = options.heedsProxy?.() ?? true;
  const forwarded = heeds ? request.get("x-forwarded-proto") : undefined;
  const body = bodyOf(request.body);
  if (body === null) return void response.status(400).json(invalidJson);
  const answered = await host.answer({
    method: request.method,
    path: path.replace(/^\/+|\/+$/g, ""),
    query: Query.of(queryOf(request)),
    secure: (forwarded ?? request.protocol) === "https",
    authorization: request.get("authorization") ?? null,
    body,
  });
  if (answered === "lost") return void request.socket.destroy();
  response.status(answered.status);
  response.set({ "X-Robots-Tag": "noindex", "X-Content-Type-Options": "nosniff", ...answered.headers });
  if (typeof answered.body === "string") response.type("html").send(answered.body);
  else response.type("application/json; charset=UTF-8").send(JSON.stringify(answered.body));
}
