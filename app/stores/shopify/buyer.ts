/**
 * Who bought, as fingerprints: what Shopify says of a buyer goes through the house's marks and our keyed hash and is forgotten (field lessons 22 and 23). Both of
 * Shopify's shapes give the same ones, but for two that only one of them tells: the browser stands in webhooks alone, the card in most shops in GraphQL alone.
 */
import { emailFingerprint, emailPatternFingerprint } from "../../loyalty/email";
import type { Buyer } from "../../loyalty/order";
import { addressMark, deviceMark, paymentMark, phoneMark } from "../../loyalty/personal-marks";

export type Fingerprint = (text: string) => string;

/** Where it is to be sent, in the words of both shapes. */
export interface BuyerAddress {
  readonly address1?: string | null | undefined;
  readonly address2?: string | null | undefined;
  readonly zip?: string | null | undefined;
  readonly country?: string | null | undefined;
}

export interface Card {
  readonly bin?: string | null | undefined;
  /** Only its end can be read: "•••• •••• •••• 4242". */
  readonly number?: string | null | undefined;
}

export interface BuyerParts {
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: BuyerAddress | null;
  readonly browser: { readonly address: string | null; readonly agent: string | null };
  readonly card: Card | null;
}

export function buyerOf(parts: BuyerParts, fingerprint: Fingerprint): Buyer {
  const marked = (mark: string | null) => (mark === null ? null : fingerprint(mark));
  return {
    email: emailFingerprint(fingerprint, parts.email),
    emailPattern: emailPatternFingerprint(fingerprint, parts.email),
    phone: marked(phoneMark(parts.phone)),
    address: marked(addressMark(parts.address && addressOf(parts.address))),
    device: marked(deviceMark(parts.browser)),
    payment: marked(paymentMark(cardText(parts.card))),
  };
}

/** The second line tells two homes of one house apart. */
const addressOf = ({ address1, address2, zip, country }: BuyerAddress) => ({
  street: `${address1 ?? ""} ${address2 ?? ""}`,
  postalCode: zip ?? null,
  country: country ?? null,
});

/** Its maker's number and its last four: four digits alone are ten thousand people's. */
function cardText(card: Card | null): string | null {
  const last = card?.number?.replace(/\D/g, "").slice(-4) ?? "";
  return card?.bin && last.length === 4 ? `${card.bin}-${last}` : null;
}
