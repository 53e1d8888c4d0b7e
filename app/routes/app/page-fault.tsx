/** The error boundary of every admin page: inside the frame, in the page's language. Shopify's own answers pass through untouched. */
import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { Fault } from "../../components/fault";

/** Shopify's library throws whole documents; ours are thrown without a body. */
const isShopifys = (error: unknown): boolean =>
  isRouteErrorResponse(error) && typeof error.data === "string" && error.data !== "";

export function PageFault() {
  const error = useRouteError();
  const { t } = useTranslator();
  const path = useAppPath();
  if (isShopifys(error)) return boundary.error(error);
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Fault
      title={t(missing ? "fault.missing.title" : "fault.title")}
      text={t(missing ? "fault.missing.text" : "fault.text")}
      action={{ content: t("fault.action"), url: path("/app") }}
    />
  );
}
