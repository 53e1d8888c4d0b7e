/** The block on a customer's page asks who the customer is in the program. The loader answers the pre-flight of CORS too. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { adminBlockView, atAdminBlock } from "./shared/admin-block-door.server";
import { json, notAllowed } from "./shared/door-response.server";

export function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return atAdminBlock(request, params.customerId, async (staff) => json(await adminBlockView(staff)));
}

export function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return atAdminBlock(request, params.customerId, async () => notAllowed());
}
