/** Another system tells what members did: one event, or up to a hundred. */
import type { ActionFunctionArgs } from "@remix-run/node";
import type { ZodMiniType } from "zod/mini";
import { type ApiEventResult, apiEvent, apiEvents } from "../contract/public-api";
import { declined, type Outcome } from "../loyalty/outcome";
import type { Recorded } from "../services/record-actions";
import { recordEvents } from "../services/record-events";
import { type ApiCaller, atApi, problem } from "./shared/api-door.server";
import { json } from "./shared/door-response.server";
import { parsedJson } from "./shared/json-in.server";

/** A hundred events with every field at its longest. */
const largestBody = 128 * 1024;

async function readBody(request: Request): Promise<unknown> {
  if (Number(request.headers.get("Content-Length") ?? 0) > largestBody) return null;
  const text = await request.text();
  return text.length > largestBody ? null : parsedJson(text);
}

function parse<Shape>(schema: ZodMiniType<Shape>, body: unknown): Shape | { readonly wrong: string } {
  const parsed = schema.safeParse(body);
  return parsed.success ? parsed.data : { wrong: parsed.error.issues[0]?.path.join(".") ?? "" };
}

function resultOf(key: string, outcome: Outcome<Recorded>, { t }: ApiCaller["translator"]): ApiEventResult {
  if (outcome.done) {
    const { points, known } = outcome.value;
    return { key, status: known ? "known" : "earned", points };
  }
  const { reason, details } = outcome;
  return { key, status: "declined", points: 0, reason, message: t(`declined.${reason}`, details) };
}

async function answer(request: Request, { ctx, shop, translator }: ApiCaller): Promise<Response> {
  const body = await readBody(request);
  const many = typeof body === "object" && body !== null && "events" in body;
  const asked = many ? parse(apiEvents, body) : parse(apiEvent, body);
  if ("wrong" in asked) return problem(translator, declined("bad-request"), { field: asked.wrong });
  const events = "events" in asked ? asked.events : [asked];
  const outcomes = await recordEvents(ctx, shop.shopId, events);
  const results = events.flatMap(({ key }, index) => {
    const outcome = outcomes[index];
    return outcome ? [resultOf(key, outcome, translator)] : [];
  });
  if (many) return json({ results });
  const [only] = outcomes;
  return only && !only.done ? problem(translator, only) : json(results[0]);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atApi(request, "events:write", (caller) => answer(request, caller));
}
