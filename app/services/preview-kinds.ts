/** Which kinds of preview there are. */
import type { PreviewKind } from "../db/previews";
import type { PreviewRunner } from "./preview-kind";

export const previewRunners: Readonly<Partial<Record<PreviewKind, PreviewRunner>>> = {};
