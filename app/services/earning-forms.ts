/** What members can do themselves to earn by these terms. A form for which there is no rule would only refuse, so no surface shows it. */
import { type EarningForm, earningForm } from "../contract/earning-api";
import type { Terms } from "../loyalty/program";

export const earningFormsOf = ({ earningRules }: Pick<Terms, "earningRules">): EarningForm[] =>
  earningForm.options.filter((kind) => earningRules.some((rule) => rule.active && rule.kind === kind));
