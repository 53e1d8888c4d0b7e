/** The plugin counts as the program's core does: points of a price, amounts of 0, 2 and 3 decimals, the slider's end at the cart, and dates of Persian. In real PHP. */
import fc from "fast-check";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { divide, roundings } from "../../app/loyalty/rounding";
import { askPhp } from "./php";

const NUMBERS = ["includes/numbers.php"];
const each = (parts: readonly string[], input: readonly unknown[], expression: string) =>
  askPhp(parts, input, `echo json_encode(array_map(static fn ($one) => ${expression}, $in));`);

describe("points of a price", () => {
  const expression = "Vafa\\points_for($one['minor'], $one['earning'], $one['multiplier'])";
  const core = (one: {
    minor: number;
    earning: { points: number; perMinor: number; rounding: (typeof roundings)[number] };
    multiplier: number;
  }) =>
    one.minor <= 0 || one.earning.points <= 0 || one.multiplier <= 0
      ? 0
      : divide(
          BigInt(one.minor) * BigInt(one.earning.points) * BigInt(one.multiplier),
          BigInt(one.earning.perMinor) * 10_000n,
          one.earning.rounding,
        );

  test("are the core's, on what shops have", async () => {
    const one = (
      minor: number,
      points: number,
      perMinor: number,
      rounding: (typeof roundings)[number],
      multiplier = 10_000,
    ) => ({
      minor,
      earning: { points, perMinor, rounding },
      multiplier,
    });
    const known = [
      [one(1_999, 5, 100, "down"), 99],
      [one(1_999, 5, 100, "down", 12_500), 124],
      [one(1_999, 5, 100, "up"), 100],
      [one(150, 1, 100, "nearest"), 2],
      [one(149, 1, 100, "nearest"), 1],
      // Toman: no decimals.
      [one(1_250_000, 1, 10_000, "down", 15_000), 187],
      // Dinar: three.
      [one(12_345, 1, 1_000, "down"), 12],
      [one(0, 5, 100, "up"), 0],
      [one(-5, 5, 100, "up"), 0],
    ] as const;
    const told = await each(
      NUMBERS,
      known.map(([vector]) => vector),
      expression,
    );
    expect(told).toEqual(known.map(([, points]) => points));
    expect(known.map(([vector]) => core(vector))).toEqual(known.map(([, points]) => points));
  });

  test("are the core's, on any program and price", async () => {
    const programs = fc.record({
      minor: fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 100_000_000_000 })),
      earning: fc.record({
        points: fc.integer({ min: 0, max: 1_000 }),
        perMinor: fc.integer({ min: 1, max: 1_000_000 }),
        rounding: fc.constantFrom(...roundings),
      }),
      multiplier: fc.integer({ min: 0, max: 50_000 }),
    });
    const samples = fc.sample(programs, { numRuns: 2_000, seed: 20261122 });
    expect(await each(NUMBERS, samples, expression)).toEqual(samples.map(core));
  });
});

describe("amounts", () => {
  test("of 0, 2 and 3 decimals are texts without a float in between", async () => {
    const cases = [
      [1_250, 2, "12.50"],
      [5, 2, "0.05"],
      [1_250, 0, "1250"],
      [1_250, 3, "1.250"],
      [-5, 3, "-0.005"],
      [0, 2, "0.00"],
    ];
    expect(await each(NUMBERS, cases, "Vafa\\decimal_text($one[0], $one[1])")).toEqual(
      cases.map(([, , text]) => text),
    );
  });

  test("come back from WooCommerce's floats and texts as they were", async () => {
    const cases = fc.sample(fc.tuple(fc.integer({ min: 0, max: 1_000_000_000 }), fc.constantFrom(0, 2, 3)), {
      numRuns: 500,
      seed: 7,
    });
    const there = cases.map(([minor, exponent]) => [minor / 10 ** exponent, exponent]);
    expect(await each(NUMBERS, there, "Vafa\\minor_of($one[0], $one[1])")).toEqual(
      cases.map(([minor]) => minor),
    );
    expect(
      await each(
        NUMBERS,
        [
          ["19.99", 2],
          ["", 2],
          [null, 2],
          ["x", 0],
        ],
        "Vafa\\minor_of($one[0], $one[1])",
      ),
    ).toEqual([1_999, 0, 0, 0]);
  });

  test("are written in the digits of the language, and left alone elsewhere", async () => {
    const cases = [
      ["1,234.50", "fa", "۱٬۲۳۴٫۵۰"],
      ["1,234", "ar", "١٬٢٣٤"],
      ["1,234.50", "en", "1,234.50"],
      ["A, b. 1", "fa", "A, b. ۱"],
    ];
    expect(await each(NUMBERS, cases, "Vafa\\local_digits($one[0], $one[1])")).toEqual(
      cases.map(([, , text]) => text),
    );
    expect(await each(NUMBERS, [10_000, 12_500, 12_000, 10_050], "Vafa\\factor_text($one)")).toEqual([
      "1",
      "1.25",
      "1.2",
      "1.005",
    ]);
  });
});

describe("a slider", () => {
  const price = fc.record({
    stepPoints: fc.integer({ min: 1, max: 500 }),
    stepValueMinor: fc.integer({ min: 1, max: 1_000 }),
    minPoints: fc.integer({ min: 0, max: 1_000 }),
    maxPoints: fc.constantFrom(0, 500, 2_000),
  });
  const wish = fc.record({
    price,
    spendable: fc.integer({ min: 0, max: 10_000 }),
    room: fc.option(fc.integer({ min: 0, max: 20_000 })),
  });

  test("never ends above the balance, the reward's limit or the cart, stands on its steps, and is nothing rather than too little", async () => {
    const samples = fc.sample(wish, { numRuns: 1_000, seed: 11 });
    const ends = await each(
      NUMBERS,
      samples,
      "Vafa\\slider_most($one['price'], $one['spendable'], $one['room'])",
    );
    samples.forEach(
      ({ price: { stepPoints, stepValueMinor, minPoints, maxPoints }, spendable, room }, index) => {
        const end = Number((ends as number[])[index]);
        const fits = (points: number) =>
          points <= spendable &&
          (maxPoints === 0 || points <= maxPoints) &&
          (room === null || (points / stepPoints) * stepValueMinor <= room) &&
          points >= Math.max(stepPoints, minPoints);
        expect(end % stepPoints).toBe(0);
        if (end > 0) expect(fits(end)).toBe(true);
        expect(fits(end + stepPoints)).toBe(false);
      },
    );
  });
});

test("a token is one that jose believes, for five minutes, with the holder's claims", async () => {
  const secret = "a shared secret of thirty-two bytes!";
  const now = Math.floor(Date.now() / 1_000);
  const input = { holder: { aud: "shopper", sub: "42", locale: "fa" }, shop: "7", secret, now };
  const token = String(
    await askPhp(
      ["includes/token.php"],
      input,
      "echo json_encode(Vafa\\mint_token($in['holder'], $in['shop'], $in['secret'], $in['now']));",
    ),
  );
  const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
    issuer: "vafa-woocommerce",
    audience: "shopper",
    algorithms: ["HS256"],
  });
  expect(payload).toEqual({
    iss: "vafa-woocommerce",
    shop: "7",
    iat: now,
    exp: now + 300,
    aud: "shopper",
    sub: "42",
    locale: "fa",
  });
  expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" });
  await expect(jwtVerify(token, new TextEncoder().encode(`${secret}.`))).rejects.toThrow();
});

test("a day is the same day in the Persian calendar as the platform's own", async () => {
  const days = fc.sample(
    fc.date({ min: new Date("1990-01-01T12:00Z"), max: new Date("2090-01-01T12:00Z"), noInvalidDate: true }),
    { numRuns: 400, seed: 5 },
  );
  const asked = days.map((day) => [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()]);
  const format = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
    timeZone: "UTC",
    year: "numeric",
    month: "numeric",
    day: "numeric",
  });
  const own = days.map((day) => {
    const part = (type: string) =>
      Number.parseInt(format.formatToParts(day).find((one) => one.type === type)?.value ?? "", 10);
    return [part("year"), part("month"), part("day")];
  });
  expect(
    await each(["includes/calendar.php"], asked, "Vafa\\persian_day($one[0], $one[1], $one[2])"),
  ).toEqual(own);
});
