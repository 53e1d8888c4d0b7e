/** The error boundary of every admin page: inside the frame, in the page's language. Shopify's own answers pass through untouched. */
import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { Fault } from "../../components/fault";

/** Shopify's library throws whole documents; ours are thrown without a body. */
const isShopifys = (error: unknown): boolean =>
  isRouteErrorResponse(error) && typeof error.data === "string" && error.data !== "";

const kinds: Readonly<Record<number, "missing" | "forbidden">> = { 403: "forbidden", 404: "missing" };

export function PageFault() {
  const error = useRouteError();
  const { t } = useTranslator();
  const path = useAppPath();
  if (isShopifys(error)) return boundary.error(error);
  const kind = isRouteErrorResponse(error) ? kinds[error.status] : undefined;
  return (
    <Fault
      title={t(kind ? `fault.${kind}.title` : "fault.title")}
      text={t(kind ? `fault.${kind}.text` : "fault.text")}
      action={{ content: t("fault.action"), url: path("/app") }}
    />
  );
}
