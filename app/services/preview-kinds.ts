/** Which kinds of preview there are. */
import type { PreviewKind } from "../db/previews";
import { campaignPreview } from "./campaign-preview";
import type { PreviewRunner } from "./preview-kind";
import { tierPreview } from "./tier-preview";

export const previewRunners: Readonly<Partial<Record<PreviewKind, PreviewRunner>>> = {
  tiers: tierPreview,
  campaign: campaignPreview,
};
