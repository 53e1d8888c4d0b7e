/** Staff adjust a balance from the customer's page: with reason, note and actor, in the ledger and in the audit trail. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type AdjustAnswer, adjustRequest } from "../contract/admin-block-api";
import { type Declined, declined } from "../loyalty/outcome";
import { adjustmentReasons, adjustPoints } from "../services/adjust-points";
import { adminBlockView, atAdminBlock, type StaffAtBlock } from "./shared/admin-block-door.server";
import { json, notAllowed, readWish } from "./shared/door-response.server";

function refused({ translator }: StaffAtBlock, { reason, details }: Declined): Response {
  const message = translator.t(`declined.${reason}`, details);
  return json(
    { status: "declined", reason, message } satisfies AdjustAnswer,
    reason === "bad-request" ? 422 : 409,
  );
}

export function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return atAdminBlock(request, params.customerId, async (staff) => {
    const { ctx, shop, actor, memberId, translator } = staff;
    const wish = adjustRequest.safeParse(await readWish(request));
    const reason = adjustmentReasons.find((known) => known === wish.data?.reason);
    if (!wish.success) return refused(staff, declined("bad-request"));
    if (!reason) return refused(staff, declined("reason-missing"));
    if (memberId === null) return refused(staff, declined("no-such-member"));
    const { points, note, key } = wish.data;
    const outcome = await adjustPoints(ctx, {
      shopId: shop.shopId,
      memberId,
      points,
      reason,
      note,
      actor,
      key,
    });
    if (!outcome.done) return refused(staff, outcome);
    const message = translator.t("block.adjusted", { points: translator.signed(points) });
    return json({ status: "done", message, view: await adminBlockView(staff) } satisfies AdjustAnswer);
  });
}

export function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return atAdminBlock(request, params.customerId, async () => notAllowed());
}
