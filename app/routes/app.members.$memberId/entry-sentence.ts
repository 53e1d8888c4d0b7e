/** One sentence for every entry of the ledger (law 7): why it is there, from the cause that is stored with it. Total: a cause of a later version has a sentence too. */
import type { Translator } from "../../i18n/translator";
import type { RedemptionId, TermsVersion } from "../../loyalty/brand";
import type { Cause, EntryKind } from "../../loyalty/ledger/entry";

export interface SentenceContext {
  readonly translator: Translator;
  readonly timeZone: string;
  /** The order's name as people say it, for causes that hold only its id. */
  readonly rewardName: (redemption: RedemptionId, reward: string) => string;
  /** What a rule was called in the terms of its time. */
  readonly ruleName: (ruleId: string, version: TermsVersion) => string;
}

/** Reasons are words of the code that wrote them; one that has no message any more is shown as it is. */
function reasonText({ t, knows }: Translator, prefix: "adjustment" | "release", reason: string): string {
  const key = `${prefix}.${reason}`;
  return knows(key) ? t(key) : reason;
}

/** "#1001" keeps its sign in front in right-to-left text, too. */
const isolated = ({ direction }: Translator, name: string): string =>
  direction === "rtl" ? `\u2066${name}\u2069` : name;

export function entrySentence(kind: EntryKind, cause: Cause, context: SentenceContext): string {
  const { translator, timeZone, rewardName, ruleName } = context;
  const { t, date, number } = translator;
  switch (cause.why) {
    case "order-awarded":
      return t("entry.earn.order-awarded", { order: isolated(translator, cause.orderName) });
    case "order-changed":
      return t(kind === "earn" ? "entry.earn.order-changed" : "entry.clawback.order-changed", {
        order: isolated(translator, cause.orderName),
      });
    case "order-redated":
      return t(kind === "earn" ? "entry.earn.order-redated" : "entry.clawback.order-redated", {
        order: isolated(translator, cause.orderName),
      });
    case "action":
      return t(`entry.earn.action.${cause.action}`, { rule: ruleName(cause.ruleId, cause.termsVersion) });
    case "redemption-reserved":
      return t("entry.redeem.redemption-reserved", {
        reward: rewardName(cause.redemptionId, cause.rewardId),
      });
    case "redemption-released":
      return t("entry.restore.redemption-released", {
        release: reasonText(translator, "release", cause.release),
      });
    case "redemption-used-late":
      return t("entry.redeem.redemption-used-late");
    case "redeemed-order-returned":
      return t("entry.restore.redeemed-order-returned", { order: isolated(translator, cause.orderName) });
    case "redeemed-order-restated":
      return t("entry.redeem.redeemed-order-restated", { order: isolated(translator, cause.orderName) });
    case "lot-expired":
      return t("entry.expire.lot-expired", {
        entry: number(cause.lotSeq),
        date: date(cause.expiredAt, timeZone),
      });
    case "member-left":
      return t("entry.expire.member-left", { entry: number(cause.lotSeq) });
    case "expired-points-moved":
      return t("entry.restore.expired-points-moved", { member: number(cause.memberId) });
    case "expired-points-of-returned-order":
      return t("entry.restore.expired-points-of-returned-order");
    case "merged-into":
      return t("entry.adjust.merged-into", { member: number(cause.memberId) });
    case "merged-from":
      return t("entry.adjust.merged-from", { member: number(cause.memberId) });
    case "referral":
      return t("entry.earn.referral");
    case "imported":
      return t("entry.adjust.imported", { number: number(cause.importId) });
    case "staff":
      return t("entry.adjust.staff", { reason: reasonText(translator, "adjustment", cause.reason) });
    case "staff-undo-credit":
      return t("entry.adjust.staff-undo-credit", { entry: number(cause.undoes) });
    case "staff-undo-debit":
      return t("entry.adjust.staff-undo-debit", { entry: number(cause.of) });
    default:
      return t("entry.unknown");
  }
}
