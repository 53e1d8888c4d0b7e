/** Words for staff, from our locale files; the keys are checked by the compiler against the English file. */
import type english from "../locales/en.default.json";
import type { Host } from "./host";

export type TextKey = Exclude<
  keyof typeof english,
  "name" | "description" | "actionName" | "actionDescription"
>;

export interface Texts {
  /** The admin does not tell its language; the locale file that is read does. */
  readonly locale: string;
  say(key: TextKey, values?: Record<string, string | number>): string;
}

export function textsOf({ i18n }: Host): Texts {
  return { locale: i18n.translate("locale"), say: (key, values) => i18n.translate(key, values) };
}
