/** On every page of a WooCommerce shop whose store does not let us in or does not answer: what is wrong, since when, and what to do. */
import { Banner, Box } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import type { StoreTrouble } from "../app.store/store.server";

export function StoreBanner({
  trouble,
  linked,
}: {
  readonly trouble: StoreTrouble | null;
  readonly linked: boolean;
}) {
  const { t } = useTranslator();
  const path = useAppPath();
  if (!trouble) return null;
  return (
    <Box padding="400" paddingBlockEnd="0">
      <Banner
        tone="critical"
        title={t(`connection.banner.${trouble.state}`)}
        {...(linked ? { action: { content: t("connection.banner.action"), url: path("/app/store") } } : {})}
      >
        <p>
          {[t("connection.banner.since", { when: trouble.since }), trouble.problem].filter(Boolean).join(" ")}
        </p>
        <p>{t("connection.banner.waits")}</p>
      </Banner>
    </Box>
  );
}
