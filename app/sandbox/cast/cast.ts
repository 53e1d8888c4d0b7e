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
  readonly address1: string;
  readonly zip: string;
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
    address1: "14 Harbour Street",
    zip: "SE1 4XX",
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
    address1: "7 Almond Road",
    zip: "SE1 9XX",
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
    address1: "22 Mill Lane",
    zip: "M1 2XX",
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
    address1: "3 Quay Walk",
    zip: "BS1 5XX",
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
    address1: "9 Castle Row",
    zip: "EH1 1XX",
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
    address1: "خیابان گلستان، پلاک ۱۲",
    zip: "1990000012",
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
    address1: "کوچهٔ نرگس، پلاک ۳",
    zip: "7190000003",
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
    address1: "خیابان نخل، پلاک ۸",
    zip: "6190000008",
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
    address1: "خیابان بهار، پلاک ۵",
    zip: "1590000005",
  },
];

export function customerOf(member: CastMember, at: number): SandboxCustomer {
  const { key: _key, role, ...person } = member;
  return { ...person, verifiedEmail: true, tags: [], cast: role, createdAt: at, updatedAt: at };
}
