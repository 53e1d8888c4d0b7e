/**
 * `POST /admin/api/{version}/graphql.json`: who asks is checked, the operation is read, weighed against the bucket, executed and
 * answered as Shopify does; a fault that was set for it happens here.
 */
import express, { type Request, type Response, type Router } from "express";
import type { GraphQLError } from "graphql";
import * as z from "zod";
import type { AppConfig } from "../app-config";
import type { SandboxKeys } from "../context";
import type { SandboxStore } from "../state/store";
import type { SandboxShop } from "../state/types";
import { readAccessToken } from "./access-tokens";
import { answerFault, answerLate, failsBefore } from "./answer-fault";
import type { Calls } from "./calls";
import { MOST_PER_QUERY } from "./cost";
import { type ApiRequest, executeOperation, type ReadOperation, readOperation } from "./execute";
import type { Faults, FaultWish } from "./faults";
import type { World } from "./nodes/world";
import { API_VERSION } from "./schema";
import { parseScopes, withImplied } from "./scopes";
import type { Throttle } from "./throttle";

export interface GraphqlRouteOptions {
  readonly store: SandboxStore;
  readonly keys: SandboxKeys;
  readonly config: Pick<AppConfig, "customerMetafields">;
  readonly throttle: Throttle;
  readonly faults: Faults;
  readonly calls: Calls;
}

const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export function graphqlRoute(options: GraphqlRouteOptions): Router {
  const router = express.Router();
  router.post(
    "/:shop/admin/api/:version/graphql.json",
    express.json({ limit: "12mb" }),
    (request, response, next) => {
      answer(options, request, response).catch(next);
    },
  );
  return router;
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly cost: number | null;
}

async function answer(options: GraphqlRouteOptions, request: Request, response: Response): Promise<void> {
  const started = performance.now();
  const { store, keys } = options;
  const shop = store.findShop(String(request.params.shop));
  if (shop === null || request.params.version !== API_VERSION) {
    response.status(404).json({ errors: "Not Found" });
    return;
  }
  const token = readAccessToken(store, shop.domain, request.header("x-shopify-access-token"));
  if (token === null) {
    response.status(401).json({
      errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
    });
    return;
  }
  const parsed = body.safeParse(request.body);
  if (!parsed.success) {
    response.status(400).json({ errors: { query: "Required parameter missing or invalid" } });
    return;
  }
  const { query, variables, operationName } = parsed.data;
  const asked: ApiRequest = { query, variables: variables ?? {}, operationName: operationName ?? null };
  const scopes = withImplied(parseScopes(token.scope));
  const world: World = { store, shop, scopes, apiKey: keys.apiKey, now: store.now() };
  response.set({ "X-Shopify-API-Version": API_VERSION, "X-Request-Id": crypto.randomUUID() });
  await answerRead({ ...options, world, shop, asked, started }, response);
}

interface Case extends GraphqlRouteOptions {
  readonly world: World;
  readonly shop: SandboxShop;
  readonly asked: ApiRequest;
  readonly started: number;
}

async function answerRead(given: Case, response: Response): Promise<void> {
  const reading = readOperation(given.asked);
  if (!reading.ok) {
    finish(given, response, null, null, { status: 200, body: { errors: reading.errors }, cost: null });
    return;
  }
  const { read } = reading;
  const mutation = read.operation.operation === "mutation";
  const fault = given.faults.take({ shop: given.shop.domain, names: read.names, mutation });
  if (fault !== null && failsBefore(fault)) {
    note(given, read, fault, answerFault(fault, read, response));
    return;
  }
  const result = await run(given, read);
  if (fault === null) finish(given, response, read, null, result);
  else await answerLate(fault, response, () => finish(given, response, read, fault, result));
}

async function run(given: Case, read: ReadOperation): Promise<Answer> {
  const { throttle, shop } = given;
  if (read.requestedCost > MOST_PER_QUERY) {
    const message = `Query cost is ${read.requestedCost}, which exceeds the single query max cost limit (${MOST_PER_QUERY}).`;
    const extensions = { code: "MAX_COST_EXCEEDED", cost: read.requestedCost, maxCost: MOST_PER_QUERY };
    return { status: 200, body: { errors: [{ message, extensions }] }, cost: null };
  }
  const costOf = (actualQueryCost: number | null) => ({
    cost: {
      requestedQueryCost: read.requestedCost,
      actualQueryCost,
      throttleStatus: throttle.status(shop.domain),
    },
  });
  if (!throttle.take(shop.domain, read.requestedCost)) {
    const documentation = "https://shopify.dev/api/usage/rate-limits";
    const errors = [{ message: "Throttled", extensions: { code: "THROTTLED", documentation } }];
    return { status: 200, body: { errors, extensions: costOf(null) }, cost: null };
  }
  const { data, errors, actualCost } = await executeOperation(given.world, given.config, read, given.asked);
  throttle.giveBack(shop.domain, read.requestedCost - actualCost);
  const body = { data, ...(errors.length > 0 ? { errors } : {}), extensions: costOf(actualCost) };
  return { status: 200, body, cost: actualCost };
}

function finish(
  given: Case,
  response: Response,
  read: ReadOperation | null,
  fault: FaultWish | null,
  result: Answer,
): void {
  note(given, read, fault, result);
  const text = JSON.stringify(result.body);
  response.status(result.status).type("application/json");
  if (fault?.kind !== "half") {
    response.send(text);
    return;
  }
  response.set("Content-Length", String(Buffer.byteLength(text)));
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
}

function note(
  { calls, asked, shop, started }: Case,
  read: ReadOperation | null,
  fault: FaultWish | null,
  result: Pick<Answer, "status" | "cost"> & { readonly body?: Record<string, unknown> },
): void {
  calls.add({
    at: new Date().toISOString(),
    shop: shop.domain,
    operation: read?.names[0] ?? "(unreadable)",
    kind: read?.operation.operation ?? "unreadable",
    variables: asked.variables,
    status: result.status,
    cost: result.cost,
    tookMs: Math.round(performance.now() - started),
    fault: fault?.kind ?? null,
    errors: errorCodes(result.body ?? {}),
  });
}

const answerErrors = z.object({
  errors: z.array(z.custom<GraphQLError>()).optional(),
  data: z.record(z.string(), z.unknown()).nullish(),
});
const refusal = z.looseObject({
  userErrors: z.array(z.looseObject({ code: z.string().nullish(), message: z.string() })),
});

function errorCodes(body: Record<string, unknown>): string[] {
  const parsed = answerErrors.safeParse(body);
  if (!parsed.success) return [];
  const codes = (parsed.data.errors ?? []).map(({ extensions, message }) =>
    String(extensions?.code ?? message),
  );
  for (const value of Object.values(parsed.data.data ?? {})) {
    const refused = refusal.safeParse(value);
    if (refused.success) codes.push(...refused.data.userErrors.map(({ code, message }) => code ?? message));
  }
  return codes;
}
