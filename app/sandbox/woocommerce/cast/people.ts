/**
 * Who is known in the two shops: the owner, one of support who sees orders but not the settings, and the same cast as on Shopify with numbers that never change.
 * Everybody's password is `sandbox`.
 */
import { type CastMember, castMembers } from "../../cast/cast";
import { DEMO_SHOP, TEHRAN_SHOP } from "../../cast/shops";
import { noAddress, type WooAddress, type WooRole, type WooSettings, type WooUser } from "../state/records";
import { NORDLICHT } from "./settings";

export const PASSWORD = "sandbox";

const german: Readonly<Record<string, readonly [city: string, street: string, postcode: string]>> = {
  emma: ["Hamburg", "Hafenstraße 14", "20359"],
  nasrin: ["Berlin", "Mandelweg 7", "10115"],
  omar: ["München", "Mühlgasse 22", "80331"],
  lily: ["Bremen", "Kaiweg 3", "28195"],
  grace: ["Köln", "Burgzeile 9", "50667"],
};

function billingOf(settings: WooSettings, member: CastMember): WooAddress {
  const [city, street, postcode] = german[member.key] ?? [member.city, member.address1, member.zip];
  return {
    ...noAddress,
    first_name: member.firstName,
    last_name: member.lastName,
    address_1: street,
    city,
    postcode,
    country: settings.country,
    email: member.email,
    phone: member.phone,
  };
}

const noShipping = noAddress;

interface Staff {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: WooRole;
}

const staffOf = (settings: WooSettings): readonly Staff[] =>
  settings.name === NORDLICHT
    ? [
        { id: 1, username: "jonas", firstName: "Jonas", lastName: "Petersen", role: "administrator" },
        { id: 2, username: "mira", firstName: "Mira", lastName: "Brandt", role: "shop_support" },
      ]
    : [
        { id: 1, username: "kaveh", firstName: "کاوه", lastName: "صادقی", role: "administrator" },
        { id: 2, username: "mina", firstName: "مینا", lastName: "رستمی", role: "shop_support" },
      ];

/** Cast members are 11 and on. */
export function peopleOf(settings: WooSettings, joinedAt: number): WooUser[] {
  const domain = settings.name === NORDLICHT ? DEMO_SHOP : TEHRAN_SHOP;
  const common = {
    shipping: noShipping,
    isPayingCustomer: false,
    meta: [],
    createdAt: joinedAt,
    modifiedAt: joinedAt,
  };
  const staff = staffOf(settings).map(
    (person): WooUser => ({
      ...common,
      ...person,
      email: `${person.username}@${settings.name}.example`,
      locale: settings.locale,
      billing: noAddress,
      castKey: null,
      castRole: null,
    }),
  );
  const cast = castMembers
    .filter(({ shop }) => shop === domain)
    .map(
      (member, index): WooUser => ({
        ...common,
        id: 11 + index,
        username: member.key,
        email: member.email,
        firstName: member.firstName,
        lastName: member.lastName,
        role: "customer",
        locale: member.locale,
        billing: billingOf(settings, member),
        castKey: member.key,
        castRole: member.role,
      }),
    );
  return [...staff, ...cast];
}
