/** Trying a draft of tiers on every member: begin, watch, stop. Answers with data only. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { Answer } from "../../components/announce";
import type { Watched } from "../../components/use-watched";
import { readPreview } from "../../db/previews";
import { cancelPreview, startPreview } from "../../services/previews";
import { missing } from "../app/missing";
import { authenticateStaff } from "../app/staff.server";
import type { PreviewView } from "../app.tiers/moves-view";
import { jsonIn } from "../shared/json-in.server";
import { previewView } from "./preview-view.server";

const idSchema = z.coerce.number().int().positive();
const wishSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("start"), draft: z.unknown() }),
  z.object({ intent: z.literal("stop"), id: idSchema }),
]);

export type StartAnswer = Answer & { readonly id?: number };

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  const id = idSchema.safeParse(new URL(request.url).searchParams.get("id"));
  if (!id.success) throw missing();
  const row = await readPreview(staff.sql, staff.shop.shopId, id.data);
  const view =
    row?.kind === "tiers" ? await previewView(staff, row) : ({ id: id.data, state: "gone" } as const);
  return json<Watched<PreviewView>>(view);
}

export async function action({ request }: ActionFunctionArgs) {
  const { services, shop, actor, translator } = await authenticateStaff(request);
  const { t } = translator;
  const wish = wishSchema.safeParse(await jsonIn(request));
  if (!wish.success)
    return json<StartAnswer>({ done: false, reason: "bad-request", message: t("declined.bad-request") }, 400);
  const { shopId } = shop;
  if (wish.data.intent === "stop") {
    await cancelPreview(services, { shopId, id: wish.data.id });
    return json<StartAnswer>({ done: true, message: t("tiers.preview.stop") });
  }
  const outcome = await startPreview(services, { shopId, kind: "tiers", draft: wish.data.draft, actor });
  if (!outcome.done)
    return json<StartAnswer>({
      done: false,
      reason: outcome.reason,
      message: t(`declined.${outcome.reason}`),
    });
  return json<StartAnswer>({ done: true, message: t("tiers.preview"), id: outcome.value });
}
