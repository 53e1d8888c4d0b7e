/** Names for the customers of the past: invented, and always the same for the same customer. */
import { castMembers, customerOf } from "../cast/cast";
import { DEMO_SHOP } from "../cast/shops";
import type { SandboxCustomer } from "../state/types";
import type { HistoryRow } from "./rows";
import { castOf } from "./rows";

const firstNames =
  "Amelia Arthur Beatrice Benjamin Charlotte Chloe Daniel Daisy Edward Eleanor Ella Ethan Eva Finn Florence Frank Freya George Hannah Harriet Harry Henry Holly Hugo Imogen Isaac Isla Jack James Jasmine Joseph Julia Kate Leo Lewis Lucy Lydia Mabel Martha Matilda Max Megan Mia Nathan Nora Oliver Olivia Oscar Poppy Priya Ravi Rosa Rowan Ruby Samuel Sofia Theo Thomas Victoria Zara".split(
    " ",
  );
const lastNames =
  "Abbott Adams Ahmed Allen Archer Bailey Barker Bell Bennett Bishop Brooks Burton Carr Carter Chambers Chapman Cole Cooper Dawson Dixon Doyle Ellis Evans Fisher Fletcher Foster Gibson Grant Green Hall Harper Hayes Hughes Hunt Jenkins Kapoor Kelly Khan Knight Lane Lawson Marsh Mason Mills Murray Nash Newton Osborne Palmer Parker Patel Pearce Price Reid Rhodes Shaw Singh Stone Turner Walsh Webb Yates".split(
    " ",
  );
const persianFirst =
  "آرش پریسا سینا لیلا بهرام نگار فرهاد شیرین کیان مهسا نیما یاسمن پوریا سارا هومن الهام امید رویا".split(
    " ",
  );
const persianLast = "اکبری جعفری حسینی کریمی مرادی موسوی نجفی یزدانی زارعی صالحی فرهادی قاسمی".split(" ");

/** Which customers of the Tehran data are its cast: the three who bought most. */
export function tehranCast(rows: readonly HistoryRow[]): Map<string, string> {
  const sums = new Map<string, number>();
  for (const row of rows) {
    if (row.shop !== DEMO_SHOP && row.kind === "order") {
      sums.set(row.customer, (sums.get(row.customer) ?? 0) + row.amountMinor);
    }
  }
  const ranked = [...sums]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .map(([customer]) => customer);
  return new Map(
    ["ali", "maryam", "huda"].flatMap((key, index) => (ranked[index] ? [[ranked[index], key]] : [])),
  );
}

/** The customer behind a row; a member of the cast where the row is one's. */
export function personOf(
  row: HistoryRow,
  tehran: ReadonlyMap<string, string>,
  joinedAt: number,
): SandboxCustomer {
  const key = (row.shop === DEMO_SHOP ? castOf : tehran).get(row.customer);
  const member = castMembers.find((candidate) => candidate.key === key);
  if (member !== undefined) return customerOf(member, joinedAt);
  const number = Number(row.customer);
  const persian = row.shop !== DEMO_SHOP;
  const pick = (list: readonly string[], by: number) => list[Math.floor(number / by) % list.length] ?? "";
  const firstName = persian ? pick(persianFirst, 1) : pick(firstNames, 1);
  const lastName = persian ? pick(persianLast, 7) : pick(lastNames, 7);
  return {
    id: 7_100_001_000_000 + number,
    shop: row.shop,
    firstName,
    lastName,
    email: `${persian ? "moshtari" : `${firstName}.${lastName}`.toLowerCase()}.${number}@example.com`,
    phone: null,
    locale: persian ? "fa" : "en",
    countryCode: persian ? "IR" : "GB",
    country: row.country,
    city: persian ? "تهران" : "",
    address1: null,
    zip: null,
    verifiedEmail: true,
    tags: [],
    cast: null,
    createdAt: joinedAt,
    updatedAt: joinedAt,
  };
}
