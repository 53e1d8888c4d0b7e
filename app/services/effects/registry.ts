/** Every kind of effect and what carries it out, family by family. A kind without a handler does not compile. */
import { actionEffects } from "./actions";
import { codeEffects } from "./codes";
import { giftEffects } from "./gifts";
import type { Handlers, SingleEffect } from "./handler";
import { importEffects } from "./imports";
import { memberEffects } from "./members";
import { orderEffects } from "./orders";
import { previewEffects } from "./previews";
import { programEffects } from "./program";
import { referralEffects } from "./referrals";
import { tierEffects } from "./tiers";
import { woocommerceEffects } from "./woocommerce";

export const effectHandlers: Handlers<SingleEffect> = {
  ...actionEffects,
  ...codeEffects,
  ...giftEffects,
  ...importEffects,
  ...orderEffects,
  ...memberEffects,
  ...previewEffects,
  ...programEffects,
  ...referralEffects,
  ...tierEffects,
  ...woocommerceEffects,
};
