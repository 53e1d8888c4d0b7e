/** What is known of an advocate, as fingerprints: of their profile and of what they bought with. Read only when one of their friends has bought. */
import { readProfile } from "../db/member-profiles";
import type { Sql } from "../db/transaction";
import type { MemberId, ShopId } from "../loyalty/brand";
import { emailFingerprint, emailPatternFingerprint } from "../loyalty/email";
import { phoneMark } from "../loyalty/personal-marks";
import type { AdvocateMarks } from "../loyalty/referral-state";
import type { ServiceContext } from "./context";

/** Of the newest orders; older homes and cards say little of today's. */
const ordersLookedAt = 50;

interface RawMarks {
  email: string | null;
  emailPattern: string | null;
  phone: string | null;
  address: string | null;
  device: string | null;
  payment: string | null;
}

const setOf = (...marks: readonly (string | null)[]): ReadonlySet<string> =>
  new Set(marks.filter((mark) => mark !== null));

export async function advocateMarks(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, memberId }: { readonly shopId: ShopId; readonly memberId: MemberId },
): Promise<AdvocateMarks> {
  const profile = await readProfile(sql, shopId, memberId);
  const phone = phoneMark(profile?.phone);
  const raw = await sql.query<RawMarks>(
    `SELECT "state"->'buyer'->>'email' AS "email", "state"->'buyer'->>'emailPattern' AS "emailPattern", "state"->'buyer'->>'phone' AS "phone",
       "state"->'buyer'->>'address' AS "address", "state"->'buyer'->>'device' AS "device", "state"->'buyer'->>'payment' AS "payment"
     FROM "orders" WHERE "shopId" = $1 AND "memberId" = $2 ORDER BY "placedAt" DESC LIMIT $3`,
    [shopId, memberId, ordersLookedAt],
  );
  return {
    emails: setOf(emailFingerprint(ctx.fingerprint, profile?.email), ...raw.map((row) => row.email)),
    emailPatterns: setOf(
      emailPatternFingerprint(ctx.fingerprint, profile?.email),
      ...raw.map((row) => row.emailPattern),
    ),
    phones: setOf(phone === null ? null : ctx.fingerprint(phone), ...raw.map((row) => row.phone)),
    addresses: setOf(...raw.map((row) => row.address)),
    devices: setOf(...raw.map((row) => row.device)),
    payments: setOf(...raw.map((row) => row.payment)),
  };
}
