/** The terms' part on membership, as a form holds it. */

import { nameFrom } from "../../components/terms-form/reader";
import { createTermsForm, type FormKind } from "../../components/terms-form/terms-form";
import { type NameDraft, nameOf } from "../../components/terms-form/writer";
import type { MembershipMode } from "../../loyalty/membership";

export interface MembershipDraft {
  readonly mode: MembershipMode;
  readonly claimDays: string;
  readonly productIds: readonly string[];
  readonly months: string;
  readonly consentText: NameDraft;
}

const membershipKind: FormKind<MembershipDraft> = {
  draftOf({ membership }, write) {
    return {
      mode: membership.mode,
      claimDays: write.whole(membership.claimDays),
      productIds: membership.paid.productIds,
      months: write.whole(membership.paid.months),
      consentText: nameOf(membership.consentText),
    };
  },
  partFrom: (draft, read) => ({
    membership: {
      mode: draft.mode,
      claimDays: read.whole(draft.claimDays),
      paid: { productIds: draft.productIds, months: read.whole(draft.months) },
      consentText: nameFrom(draft.consentText),
    },
  }),
};

export const membershipForm = createTermsForm(membershipKind);
export const membershipKeys = ["membership"] as const;
