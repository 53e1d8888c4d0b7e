/** One thing on sale, as it is written down for the catalogue. */
import type { Localized } from "../state/types";
import type { MotifName, palettes } from "./artwork";

export interface Item {
  readonly handle: string;
  readonly title: Localized;
  readonly description: Localized;
  readonly art: readonly [MotifName, keyof typeof palettes];
  /** One price, or one per variant. */
  readonly prices: readonly { readonly title?: Localized; readonly minor: number }[];
  readonly type: string;
  readonly giftCard?: boolean;
}

export const text = (en: string, fa: string, ar: string): Localized => ({ en, fa, ar });
export const only = (minor: number) => [{ minor }];
