/** Where Shopify's library does its own work: the page that fetches a fresh session token, the way out of the frame. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "../shopify.server";

export async function loader({ request }: LoaderFunctionArgs): Promise<null> {
  await authenticate.admin(request);
  return null;
}
