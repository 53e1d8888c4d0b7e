/** The named cast: customers with numbers that never change, so that scripts, tests and people mean the same person. */
import type { CastRole, Locale, SandboxCustomer } from "../state/types";
import { DEMO_SHOP, TEHRAN_SHOP } from "./shops";

export interface CastMember {
  readonly id: number;
  readonly shop: string;
  readonly key: string;
  readonly role: CastRole;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly locale: Locale;
  readonly countryCode: string;
  readonly country: string;
  readonly city: string;
}

const london = { countryCode: "GB", country: "United Kingdom", city: "London" };
const tehran = { countryCode: "IR", country: "Iran", city: "تهران" };

export const castMembers: readonly CastMember[] = [
  {
    id: 7_100_000_000_001,
    shop: DEMO_SHOP,
    key: "emma",
    role: "regular",
    firstName: "Emma",
    lastName: "Clarke",
    email: "emma.clarke@example.com",
    phone: "+447700900101",
    locale: "en",
    ...london,
  },
  {
    id: 7_100_000_000_002,
    shop: DEMO_SHOP,
    key: "nasrin",
    role: "persian",
    firstName: "نسرین",
    lastName: "رحیمی",
    email: "nasrin.rahimi@example.com",
    phone: "+447700900102",
    locale: "fa",
    ...london,
  },
  {
    id: 7_100_000_000_003,
    shop: DEMO_SHOP,
    key: "omar",
    role: "arabic",
    firstName: "عمر",
    lastName: "حداد",
    email: "omar.haddad@example.com",
    phone: "+447700900103",
    locale: "ar",
    ...london,
    city: "Manchester",
  },
  {
    id: 7_100_000_000_004,
    shop: DEMO_SHOP,
    key: "lily",
    role: "newcomer",
    firstName: "Lily",
    lastName: "Novak",
    email: "lily.novak@example.com",
    phone: "+447700900104",
    locale: "en",
    ...london,
    city: "Bristol",
  },
  {
    id: 7_100_000_000_005,
    shop: DEMO_SHOP,
    key: "grace",
    role: "vip",
    firstName: "Grace",
    lastName: "Whitfield",
    email: "grace.whitfield@example.com",
    phone: "+447700900105",
    locale: "en",
    ...london,
    city: "Edinburgh",
  },
  {
    id: 7_100_000_000_011,
    shop: TEHRAN_SHOP,
    key: "maryam",
    role: "regular",
    firstName: "مریم",
    lastName: "احمدی",
    email: "maryam.ahmadi@example.com",
    phone: "+989120000011",
    locale: "fa",
    ...tehran,
  },
  {
    id: 7_100_000_000_012,
    shop: TEHRAN_SHOP,
    key: "ali",
    role: "vip",
    firstName: "علی",
    lastName: "محمدی",
    email: "ali.mohammadi@example.com",
    phone: "+989120000012",
    locale: "fa",
    ...tehran,
    city: "شیراز",
  },
  {
    id: 7_100_000_000_013,
    shop: TEHRAN_SHOP,
    key: "huda",
    role: "arabic",
    firstName: "هدى",
    lastName: "الخطيب",
    email: "huda.alkhatib@example.com",
    phone: "+989120000013",
    locale: "ar",
    ...tehran,
    city: "اهواز",
  },
  {
    id: 7_100_000_000_014,
    shop: TEHRAN_SHOP,
    key: "reza",
    role: "newcomer",
    firstName: "رضا",
    lastName: "نوری",
    email: "reza.nouri@example.com",
    phone: "+989120000014",
    locale: "fa",
    ...tehran,
  },
];

export function customerOf(member: CastMember, at: number): SandboxCustomer {
  const { key: _key, role, ...person } = member;
  return { ...person, tags: [], cast: role, createdAt: at, updatedAt: at };
}
