/** Who bought: fingerprints for the order, through our keyed hash, and the personal facts that are kept apart from it (field lessons 22 and 23). */
import { type CustomerId, customerId } from "../../app/loyalty/brand";
import { emailFingerprint, emailPatternFingerprint } from "../../app/loyalty/email";
import type { Buyer } from "../../app/loyalty/order";
import { addressMark, deviceMark, phoneMark } from "../../app/loyalty/personal-marks";
import { idOrNone, said } from "./believed";
import type { RestAddress, RestOrder } from "./rest-order";

export type Fingerprint = (text: string) => string;

/** As the store port has them. WooCommerce proves no e-mail address and has no tags, so it tells neither. */
export interface CustomerFacts {
  readonly customerId: CustomerId;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
}

export function buyerOf(order: RestOrder, fingerprint: Fingerprint): Buyer {
  const { billing, shipping } = order;
  const marked = (mark: string | null) => (mark === null ? null : fingerprint(mark));
  return {
    email: emailFingerprint(fingerprint, said(billing?.email)),
    emailPattern: emailPatternFingerprint(fingerprint, said(billing?.email)),
    phone: marked(phoneMark(said(billing?.phone) ?? said(shipping?.phone))),
    address: marked(addressMark(addressOf(said(shipping?.address_1) === null ? billing : shipping))),
    device: marked(
      deviceMark({ address: said(order.customer_ip_address), agent: said(order.customer_user_agent) }),
    ),
    // A gateway's own number of a payment is new each time and tells nothing of the card.
    payment: null,
  };
}

/** The second line tells two homes of one house apart. */
const addressOf = (address: RestAddress) =>
  address
    ? {
        street: `${said(address.address_1) ?? ""} ${said(address.address_2) ?? ""}`,
        postalCode: said(address.postcode),
        country: said(address.country),
      }
    : null;

export const customerIdOf = (id: number): CustomerId | null => {
  const text = idOrNone(id);
  return text === null ? null : customerId(text);
};

/** What an order says of its customer: the billing form, which may be in another name than the account. Null for a guest. */
export function customerOf(order: RestOrder): CustomerFacts | null {
  const id = customerIdOf(order.customer_id);
  return id === null ? null : { customerId: id, ...personOf(order.billing), locale: null };
}

interface Person {
  readonly first_name?: string | null | undefined;
  readonly last_name?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

export function personOf(person: Person | null | undefined) {
  const names = [said(person?.first_name), said(person?.last_name)];
  return {
    name: names.filter((part) => part !== null).join(" "),
    email: said(person?.email),
    phone: said(person?.phone),
  };
}
