/** The effect that tries a draft: see services/previews.ts. */
import { runPreview } from "../previews";
import type { Handlers } from "./handler";

export const previewEffects: Handlers<"run-preview"> = { "run-preview": runPreview };
