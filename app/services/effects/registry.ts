/** Every kind of effect and what carries it out, family by family. A kind without a handler does not compile. */
import { codeEffects } from "./codes";
import type { Handlers, SingleEffect } from "./handler";
import { memberEffects } from "./members";
import { orderEffects } from "./orders";
import { previewEffects } from "./previews";
import { programEffects } from "./program";

export const effectHandlers: Handlers<SingleEffect> = {
  ...codeEffects,
  ...orderEffects,
  ...memberEffects,
  ...previewEffects,
  ...programEffects,
};
