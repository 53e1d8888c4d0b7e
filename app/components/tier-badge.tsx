/** A member's tier, as a badge. */
import { Badge } from "@shopify/polaris";
import { useTranslator } from "./admin";

/** `name` is null for members without tier. */
export function TierBadge({ name }: { name: string | null }) {
  const { t } = useTranslator();
  return name === null ? <span className="vafa-quiet">{t("member.tier.none")}</span> : <Badge>{name}</Badge>;
}
