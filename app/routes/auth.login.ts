/**
 * Who asks for the app without saying for which shop is sent to where shops are: the app is only used inside the Shopify admin, and
 * nobody types a shop's address here.
 */
import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { login } from "../shopify.server";

const SHOPIFY_ADMIN = "https://admin.shopify.com/";

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  // Without a name in it Shopify's library would look for a form, which no look brings.
  if (new URL(request.url).searchParams.get("shop")) await login(request);
  return redirect(SHOPIFY_ADMIN);
}
