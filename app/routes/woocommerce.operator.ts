/** The operator's door: one order of `npm run woocommerce`, signed with a key derived from the app's own. To everybody else it is not there. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { encryptionKey } from "../env.server";
import { createTranslator } from "../i18n";
import type { Outcome } from "../loyalty/outcome";
import type { ServiceContext } from "../services/context";
import { operatorDeeds } from "../services/operator-deeds";
import { isFromOperator } from "../services/operator-token";
import { services } from "../services/running.server";
import { json, notFound } from "./shared/door-response.server";
import { parsedJson } from "./shared/json-in.server";

const store = z.string().trim().min(1).max(500);
const named = { store: store.optional() };

const orderSchema = z.discriminatedUnion("deed", [
  z.object({
    deed: z.literal("connect"),
    store,
    key: z.string().trim().min(1).max(200),
    secret: z.string().trim().min(1).max(200),
    deliverTo: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    importDays: z.int().min(1).max(36_500).nullable(),
  }),
  z.object({ deed: z.literal("list") }),
  z.object({ deed: z.literal("status"), look: z.boolean().default(false), ...named }),
  z.object({ deed: z.literal("sweep"), ...named }),
  z.object({ deed: z.literal("audit"), ...named }),
  z.object({ deed: z.literal("disconnect"), ...named }),
]);
type Order = z.infer<typeof orderSchema>;

function carryOut(ctx: ServiceContext, order: Order): Promise<Outcome<unknown>> {
  switch (order.deed) {
    case "connect":
      return operatorDeeds.connect(ctx, order);
    case "list":
      return operatorDeeds.list(ctx);
    case "status":
      return operatorDeeds.status(ctx, order);
    case "sweep":
      return operatorDeeds.sweep(ctx, order);
    case "audit":
      return operatorDeeds.audit(ctx, order);
    case "disconnect":
      return operatorDeeds.disconnect(ctx, order);
  }
}

const read = (text: string): Order | null => orderSchema.safeParse(parsedJson(text)).data ?? null;

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const ctx = services();
  const token = /^Bearer (\S{1,2000})$/.exec(request.headers.get("Authorization") ?? "")?.[1];
  if (token === undefined) return notFound();
  const text = await request.text();
  if (!(await isFromOperator(token, { key: encryptionKey(), order: text, at: ctx.now() }))) {
    return notFound();
  }
  const order = read(text);
  if (!order)
    return json({ done: false, reason: "bad-request", message: "This is no order that the app knows." }, 400);
  const outcome = await carryOut(ctx, order);
  if (outcome.done) return json({ done: true, value: outcome.value });
  const { reason, details } = outcome;
  const message = createTranslator("en").t(`declined.${reason}`, details);
  return json({ done: false, reason, message, detail: details.detail ?? null }, 422);
}

export const loader = notFound;
