/** Consents: what a member agreed to or withdrew, with the words they were shown, when, and where. Only what changes is noted, so that asking twice is once. */
import { addConsents, type ConsentRow, presentConsents, readConsents } from "../db/consents";
import { mergedInto } from "../db/memberships";
import type { Sql } from "../db/transaction";
import { createTranslator, type Locale, type Translator } from "../i18n";
import type { MemberId, ShopId } from "../loyalty/brand";
import type { ConsentPurpose } from "../loyalty/membership";
import type { Terms } from "../loyalty/program";
import { dateOf, type ServiceContext } from "./context";

export interface ConsentSource {
  /** The language the words were shown in. */
  readonly locale: Locale;
  /** Where it was said: proxy, account, admin. */
  readonly source: string;
}

export interface ConsentChange extends ConsentSource {
  readonly shopId: ShopId;
  readonly memberId: MemberId;
  readonly terms: Terms;
  readonly purposes: readonly ConsentPurpose[];
  readonly granted: boolean;
}

/** The words of a purpose: the merchant's own for the program, ours for the rest. */
export function consentText(purpose: ConsentPurpose, terms: Terms, translator: Translator): string {
  return purpose === "program"
    ? translator.text(terms.membership.consentText)
    : translator.t(`consent.text.${purpose}`);
}

/** A member's consents with those of whoever was merged into them: one person, one history. */
export async function consentHistory(sql: Sql, shopId: ShopId, member: MemberId): Promise<ConsentRow[]> {
  return readConsents(sql, shopId, [member, ...(await mergedInto(sql, shopId, member))]);
}

/** @returns how many purposes changed. */
export async function recordConsent(ctx: ServiceContext, sql: Sql, change: ConsentChange): Promise<number> {
  const { shopId, memberId, terms, granted, locale, source } = change;
  const translator = createTranslator(locale);
  const present = presentConsents(await consentHistory(sql, shopId, memberId));
  const changing = [...new Set(change.purposes)].filter(
    (purpose) => (present.get(purpose)?.granted ?? false) !== granted,
  );
  const at = dateOf(ctx.now());
  const rows = changing.map((purpose): ConsentRow => {
    // Withdrawn is what was granted, in the words it was granted in.
    const text = granted
      ? consentText(purpose, terms, translator)
      : (present.get(purpose)?.text ?? consentText(purpose, terms, translator));
    return { purpose, granted, text, locale, source, at };
  });
  await addConsents(sql, shopId, memberId, rows);
  return rows.length;
}
