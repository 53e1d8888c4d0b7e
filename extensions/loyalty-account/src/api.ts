/** Our API as the account sees it. */
import {
  type AccountStanding,
  accountStanding,
  type HistoryPage,
  historyPage,
} from "../../../app/contract/account-api";
import { type EarningAnswer, earningAnswer } from "../../../app/contract/earning-api";
import {
  type ConsentRequest,
  type JoinRequest,
  type MembershipAnswer,
  type MembershipView,
  membershipAnswer,
  membershipView,
} from "../../../app/contract/membership-api";
import {
  type OrderPoints,
  orderPoints,
  type RedemptionAnswer,
  type RedemptionRequest,
  redemptionAnswer,
} from "../../../app/contract/redemption-api";
import { type ReferralOverview, referralOverview } from "../../../app/contract/referral-api";
import { APP_ADDRESS } from "../../shared/app-address";
import { ask, type Line, type Question, type Reply } from "../../shared/line";
import { type AccountHost, localeOf } from "./host";

export interface Api {
  standing(): Promise<Reply<AccountStanding>>;
  history(after: number | null): Promise<Reply<HistoryPage>>;
  referral(): Promise<Reply<ReferralOverview>>;
  membership(): Promise<Reply<MembershipView>>;
  join(wish: JoinRequest): Promise<Reply<MembershipAnswer>>;
  leave(): Promise<Reply<MembershipAnswer>>;
  consent(wish: ConsentRequest): Promise<Reply<MembershipAnswer>>;
  /** Everything we hold, as text. */
  personalData(): Promise<Reply<string>>;
  erase(): Promise<Reply<MembershipAnswer>>;
  code(code: string): Promise<Reply<EarningAnswer>>;
  birthday(month: number, day: number): Promise<Reply<EarningAnswer>>;
  reserve(wish: RedemptionRequest): Promise<Reply<RedemptionAnswer>>;
  redemption(id: string): Promise<Reply<RedemptionAnswer>>;
  release(id: string): Promise<Reply<RedemptionAnswer>>;
  orderPoints(orderId: string): Promise<Reply<OrderPoints>>;
}

/** Our own data, shown as it is: any JSON that is an object will do. */
const anyObject = {
  safeParse: (input: unknown) =>
    typeof input === "object" && input !== null
      ? ({ success: true, data: JSON.stringify(input, null, 2) } as const)
      : ({ success: false } as const),
};

const lastPart = (id: string): string => encodeURIComponent(id.split("/").at(-1) ?? id);

export function createApi(host: AccountHost): Api {
  const line: Line = {
    address: APP_ADDRESS,
    door: "account",
    locale: () => localeOf(host),
    sessionToken: () => host.sessionToken.get(),
  };
  const get = <T>(path: string, read: Question<T>["read"], query: Record<string, string> = {}) =>
    ask(line, { path, read, query });
  const post = <T>(path: string, body: object, read: Question<T>["read"]) =>
    ask(line, { path, method: "POST", body, read });
  return {
    standing: () => get("standing", accountStanding),
    history: (after) => get("history", historyPage, after === null ? {} : { after: String(after) }),
    referral: () => get("referral", referralOverview),
    membership: () => get("membership", membershipView),
    join: (wish) => post("membership", wish, membershipAnswer),
    leave: () => post("membership/leave", {}, membershipAnswer),
    consent: (wish) => post("consents", wish, membershipAnswer),
    personalData: () => get("personal-data", anyObject),
    erase: () => post("personal-data", { confirm: true }, membershipAnswer),
    code: (code) => post("codes", { code }, earningAnswer),
    birthday: (month, day) => post("birthday", { month, day }, earningAnswer),
    reserve: (wish) => post("redemptions", wish, redemptionAnswer),
    redemption: (id) => get(`redemptions/${encodeURIComponent(id)}`, redemptionAnswer),
    release: (id) => post(`redemptions/${encodeURIComponent(id)}/release`, {}, redemptionAnswer),
    orderPoints: (id) => get(`orders/${lastPart(id)}/points`, orderPoints),
  };
}
