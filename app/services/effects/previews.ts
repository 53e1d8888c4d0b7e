/** The effect that tries a draft: see services/previews.ts. */
import { runPreview } from "../previews";
import { knowingGroups } from "../product-groups";
import type { Handlers } from "./handler";

export const previewEffects: Handlers<"run-preview"> = {
  "run-preview": (ctx, shopId, subject) => knowingGroups(ctx, shopId, () => runPreview(ctx, shopId, subject)),
};
