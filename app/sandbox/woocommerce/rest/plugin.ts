/**
 * `wc-vafa/v1`, as the companion plugin answers it, on the options it keeps: for tests and for shops whose pages run no PHP. Where the real plugin runs it takes this
 * one's place (`RestHost.plugin`).
 */
import * as z from "zod";
import { failed, ok, type RestAnswer, type RestCall } from "./call";

const connection = z.object({
  appUrl: z.string().min(1),
  shopId: z.string().min(1),
  secret: z.string().min(16),
});
const kept = connection.optional().catch(undefined);

const PLUGIN_VERSION = "1.0.0";

const stateOf = ({ shop }: RestCall) => {
  const own = kept.parse(shop.option("vafa_connection"));
  return { version: PLUGIN_VERSION, connected: own !== undefined, shopId: own?.shopId ?? null };
};

export function readConnection(call: RestCall): RestAnswer {
  return ok(stateOf(call));
}

export function putConnection(call: RestCall): RestAnswer {
  const parsed = connection.safeParse(call.body);
  if (!parsed.success)
    return failed("rest_missing_callback_param", "Missing parameter(s): appUrl, shopId, secret", 400);
  call.shop.setOption("vafa_connection", parsed.data, false);
  return ok(stateOf(call));
}

export function deleteConnection(call: RestCall): RestAnswer {
  call.shop.deleteOption("vafa_connection");
  call.shop.deleteOption("vafa_program");
  return ok(stateOf(call));
}

export function putProgram(call: RestCall): RestAnswer {
  call.shop.setOption("vafa_program", call.body);
  return ok({ saved: true });
}
