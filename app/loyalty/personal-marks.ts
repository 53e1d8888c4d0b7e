/**
 * What is hashed of a person, brought into one form first, so that every door that hears a phone or an address makes the same keyed hash of it. The
 * text itself never reaches the order, the ledger or a referral: only `fingerprint(mark)` does (field lessons 22 and 23). E-mails have their own file, email.ts.
 */

const squeeze = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

/** The last nine digits: the same number with and without its country's prefix. Too short a number marks nobody. */
export function phoneMark(phone: string | null | undefined): string | null {
  const digits = squeeze(phone ?? "").replace(/\D/g, "");
  return digits.length < 7 ? null : `phone:${digits.slice(-9)}`;
}

/** A postal address: street and number, postal code, country. Without street and code it marks nobody. */
export function addressMark(
  address: {
    readonly street: string | null;
    readonly postalCode: string | null;
    readonly country: string | null;
  } | null,
): string | null {
  const part = (text: string | null | undefined) => squeeze(text ?? "").replace(/[^\p{L}\p{N}]/gu, "");
  const street = part(address?.street);
  const code = part(address?.postalCode);
  return street === "" || code === "" ? null : `address:${street}|${code}|${part(address?.country)}`;
}

/** A browser, as far as it tells: its network address and what it calls itself. */
export function deviceMark(visitor: {
  readonly address: string | null;
  readonly agent: string | null;
}): string | null {
  const { address, agent } = visitor;
  return address && agent ? `device:${squeeze(address)}|${squeeze(agent)}` : null;
}

/** A means of payment as the platform tells it (a card's own fingerprint, or its number's visible part with its maker). */
export function paymentMark(payment: string | null | undefined): string | null {
  const text = squeeze(payment ?? "").replace(/\s/g, "");
  return text === "" ? null : `payment:${text}`;
}
