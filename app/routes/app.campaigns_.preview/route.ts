/** Trying a draft of campaigns on past orders: begin, watch, stop. Answers with data only. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { Answer } from "../../components/announce";
import type { Watched } from "../../components/use-watched";
import { type PreviewRow, readPreview } from "../../db/previews";
import { bestRate, liabilityAt } from "../../loyalty/point-worth";
import { campaignResultSchema } from "../../services/campaign-preview";
import { cancelPreview, startPreview } from "../../services/previews";
import { missing } from "../app/missing";
import { authenticateStaff, type Staff } from "../app/staff.server";
import type { CampaignPreviewView } from "../app.campaigns/preview-view";
import { jsonIn } from "../shared/json-in.server";

const idSchema = z.coerce.number().int().positive();
const wishSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("start"), draft: z.unknown() }),
  z.object({ intent: z.literal("stop"), id: idSchema }),
]);

type StartAnswer = Answer & { readonly id?: number };

async function viewOf(staff: Staff, row: PreviewRow): Promise<CampaignPreviewView> {
  const { from, until, broken, sum } = campaignResultSchema.parse(row.result);
  const rate = bestRate(await staff.terms());
  const extra = sum.after - sum.before;
  return {
    id: row.id,
    state: broken ? "failed" : row.state,
    looked: row.looked,
    expected: row.expected ?? 0,
    from,
    until,
    sum,
    worth: rate && Math.sign(extra) * liabilityAt(rate, Math.abs(extra)),
  };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  const id = idSchema.safeParse(new URL(request.url).searchParams.get("id"));
  if (!id.success) throw missing();
  const row = await readPreview(staff.sql, staff.shop.shopId, id.data);
  const view =
    row?.kind === "campaign" ? await viewOf(staff, row) : ({ id: id.data, state: "gone" } as const);
  return json<Watched<CampaignPreviewView>>(view);
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
    return json<StartAnswer>({ done: true, message: t("campaigns.preview.stopped") });
  }
  const outcome = await startPreview(services, { shopId, kind: "campaign", draft: wish.data.draft, actor });
  if (!outcome.done) {
    const { reason } = outcome;
    return json<StartAnswer>({ done: false, reason, message: t(`declined.${reason}`) });
  }
  return json<StartAnswer>({ done: true, message: t("campaigns.preview.started"), id: outcome.value });
}
