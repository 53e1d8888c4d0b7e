/** A file of members from any former program is read as it is: any order, any digits, any of the usual headers; what cannot be read is told by row and reason. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { instant } from "../loyalty/brand";
import { currency } from "../loyalty/money";
import { firstTerms } from "../loyalty/program";
import { readColumns } from "./member-columns";
import { readMemberFile } from "./member-csv";
import { customerReader } from "./member-rows";

const now = instant(Date.parse("2026-11-22T12:00:00Z"));
const frame = {
  currency: currency("GBP"),
  timeZone: "Europe/London",
  tiers: firstTerms("GBP", 100).tiers,
  now,
};
const read = (text: string) => {
  const answer = readMemberFile(text);
  if (!answer.read) throw new Error(answer.fault);
  return answer.file;
};
const judge = (text: string) => read(text).customers.map(customerReader(frame));
const at = (text: string) => instant(Date.parse(text));

describe("a file of members", () => {
  it("gathers the rows of a customer wherever they stand, by id and by e-mail", () => {
    const { customers, rows } = read(
      "record,customer_id,email,points\nmember,501,Mona@example.com,\nlot,,sara@example.com,5\nlot,,mona@EXAMPLE.com,30\n\nlot,gid://shopify/Customer/501,,40\n",
    );
    expect(rows).toBe(4);
    expect(customers.map(({ subject, rows: own }) => [subject, own.map((row) => row.number)])).toEqual([
      ["customer:501", [2, 4, 6]],
      ["email:sara@example.com", [3]],
    ]);
  });

  it("reads local digits, decimal sums and days in the shop's time zone", () => {
    const [one] = judge(
      `customer_id,points,tier,tier_until,joined_at,lifetime_spend,lifetime_orders,lifetime_points,birthday\n۵۰۱,"۱٬۲۰۰",طلایی,2027-06-30,2020-07-01,"1,250.50",٣٤,6000.0,1990-03-21`,
    );
    expect(one).toMatchObject({
      member: {
        points: 1_200,
        tierId: "gold",
        // Good through the last day of June, which in London ends an hour before that of UTC.
        tierUntil: at("2027-06-30T23:00:00Z"),
        joinedAt: at("2020-06-30T23:00:00Z"),
        spend: 125_050,
        orders: 34,
        earned: 6_000,
        birthday: "03-21",
      },
    });
  });

  it("reads exports of well-known apps as they are, and names what it leaves out", () => {
    const yotpo = read(
      "Full Name,First Name,Last Name,Email,Points Balance,Points Spent,Birthday (MM/DD) or (MM/DD/YYYY)\nMona A,Mona,A,mona@example.com,120,5,03/21/1990",
    );
    expect(yotpo.columns.ignored).toEqual(["Points Spent"]);
    expect(yotpo.customers.map(customerReader(frame))).toMatchObject([
      { member: { name: "Mona A", points: 120, birthday: "03-21" } },
    ]);
    const stamped =
      "first_name;last_name;email;points;birthday;vip_tier;vip_tier_end_date\nMona;A;m@example.com;7;1990-10-24;Gold;2027-01-31";
    expect(judge(stamped)).toMatchObject([
      { member: { name: "Mona A", points: 7, tierId: "gold", tierUntil: at("2027-02-01T00:00:00Z") } },
    ]);
    expect(read("email,points\na@example.com,5").customers).toHaveLength(1);
    expect(read("Merchant ID,Email,Approved points\n7,a@example.com,5").columns.found).toEqual([
      "customer_id",
      "email",
      "points",
    ]);
  });

  it("understands every header that the merchant's guide promises", () => {
    const guide = readFileSync("docs/merchant-guide.md", "utf8");
    const apps = guide
      .split("\n")
      .filter((line) => /^\| (Smile\.io|LoyaltyLion|Yotpo|Stamped) \|/.test(line));
    expect(apps).toHaveLength(4);
    for (const line of apps) {
      const headers = [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
      // Two names of one app for the same column may not both be used.
      for (const header of headers) expect(readColumns([header]).ignored, line).toEqual([]);
    }
  });

  it("tells each bad row with its number and takes none of its customer's rows", () => {
    const text = [
      "record,customer_id,email,points,tier,earned_at,matures_at,expires_at,at,birthday",
      "member,501,,12.5,,,,,,",
      "lot,501,,0,,,,,,",
      "lot,502,,5,,2027-01-01,,,,",
      "lot,503,,5,,2026-01-01,,2025-12-31,,",
      "history,504,,5,,,,,,",
      "member,505,,5,Platinum,,,,,",
      "member,506,,5,,,,,,02-30",
      "gift,507,,5,,,,,,",
      "member,,,5,,,,,,",
      "member,5.01E+12,,5,,,,,,",
      "member,508,,5,,,,,,",
      "member,508,,6,,,,,,",
      "lot,509,,5,,yesterday,,,,",
    ].join("\n");
    const problems = judge(text).flatMap((one) => ("lots" in one ? [] : one));
    expect(problems).toEqual([
      { row: 2, reason: "number", column: "points" },
      { row: 3, reason: "number", column: "points" },
      { row: 4, reason: "future", column: "earned_at" },
      { row: 5, reason: "dates-order", column: "expires_at" },
      { row: 6, reason: "required", column: "at" },
      { row: 7, reason: "tier", column: "tier" },
      { row: 8, reason: "birthday", column: "birthday" },
      { row: 9, reason: "record", column: "record" },
      { row: 10, reason: "no-customer", column: "email" },
      { row: 11, reason: "customer-id", column: "customer_id" },
      { row: 12, reason: "member-twice", column: null },
      { row: 14, reason: "date", column: "earned_at" },
    ]);
  });

  it("says why a file as a whole cannot be read", () => {
    const faultOf = (text: string) => {
      const answer = readMemberFile(text);
      return answer.read ? null : [answer.fault, answer.row];
    };
    expect(faultOf("")).toEqual(["empty", null]);
    expect(faultOf("email,points\n\n")).toEqual(["empty", null]);
    expect(faultOf("name,points\nMona,5")).toEqual(["no-customer-column", null]);
    expect(faultOf("email,points\n\uFFFDm@example.com,5")).toEqual(["encoding", null]);
    expect(faultOf('email,points\na@example.com,5\nb@example.com,"5')).toEqual(["unreadable", 3]);
    expect(faultOf(`email\n${"a".repeat(8_000_000)}`)).toEqual(["too-big", null]);
  });
});
