/** What the codes page shows and does: batches with how many were used, guesses by the hour, and the four deeds of staff. */
import { json } from "@remix-run/node";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { chartGeometry } from "../../components/chart/geometry";
import { readGuesses } from "../../db/code-attempts";
import { listBatches } from "../../db/code-batches";
import { readWhole } from "../../i18n/digits";
import { type Instant, instant } from "../../loyalty/brand";
import { prefixPattern } from "../../loyalty/codes";
import { bestRate } from "../../loyalty/point-worth";
import { createCodeBatch, listCodes, mostCodes, stopCodeBatch } from "../../services/code-batches";
import type { Staff } from "../app/staff.server";
import type { CodesAnswer } from "./answer";

const hourMs = 3_600_000;
const hoursShown = 24;
const batchesShown = 50;
/** Fewer wrong codes than this in a day are people who mistyped. */
const worthSaying = 20;

async function guessesOf({ services, sql, shop, translator }: Staff) {
  const now = services.now();
  const first = Math.floor(now / hourMs) * hourMs - (hoursShown - 1) * hourMs;
  const rows = await readGuesses(sql, shop.shopId, new Date(first));
  const byHour = new Map(rows.map((row) => [row.hour.getTime(), row]));
  const hours = Array.from({ length: hoursShown }, (_, index) => {
    const at = first + index * hourMs;
    const { wrong = 0, turnedAway = 0, members = 0, addresses = 0 } = byHour.get(at) ?? {};
    return { at, wrong, turnedAway, members, addresses };
  });
  const sum = (which: "wrong" | "turnedAway") => hours.reduce((total, hour) => total + hour[which], 0);
  const series = [
    { values: hours.map((hour) => hour.wrong) },
    { values: hours.map((hour) => hour.turnedAway) },
  ];
  return {
    hours,
    geometry: chartGeometry(series, translator.direction),
    wrong: sum("wrong"),
    turnedAway: sum("turnedAway"),
    /** The most in any hour: who guesses for long comes from the same places again. */
    addresses: Math.max(0, ...hours.map((hour) => hour.addresses)),
    members: Math.max(0, ...hours.map((hour) => hour.members)),
    attack: sum("wrong") + sum("turnedAway") >= worthSaying,
  };
}

export async function readCodesPage(staff: Staff) {
  const { services, sql, shop, translator } = staff;
  const terms = await staff.terms();
  const now = services.now();
  const batches = await listBatches(sql, shop.shopId, batchesShown);
  const rate = bestRate(terms);
  return {
    batches: batches.map(
      ({ id, name, points, quantity, prefix, redeemed, expiresAt, stoppedAt, createdAt }) => ({
        ...{ id, name, points, quantity, prefix, redeemed },
        createdAt: createdAt.getTime(),
        expiresAt: expiresAt?.getTime() ?? null,
        state: stoppedAt
          ? ("stopped" as const)
          : expiresAt && expiresAt.getTime() <= now
            ? ("over" as const)
            : ("open" as const),
      }),
    ),
    guesses: await guessesOf(staff),
    /** Without a rule for codes, none earns. */
    earns: terms.earningRules.some((rule) => rule.kind === "code" && rule.active),
    rate: rate && {
      points: rate.points,
      valueMinor: rate.valueMinor,
      reward: translator.text(rate.reward.name),
    },
    mostCodes,
  };
}

const whole = (least: number, most: number) =>
  z.string().max(40).transform(readWhole).pipe(z.number().int().min(least).max(most));

const createSchema = z.object({
  intent: z.literal("create"),
  name: z.string().trim().min(1).max(120),
  points: whole(1, 1_000_000),
  quantity: whole(1, mostCodes),
  prefix: z.string().trim().toUpperCase().regex(prefixPattern),
  until: z.union([z.literal(""), z.iso.date()]),
});
const batchId = z.coerce.number().int().positive();
const wishSchema = z.discriminatedUnion("intent", [
  createSchema,
  z.object({ intent: z.literal("csv"), batch: batchId }),
  z.object({ intent: z.literal("stop"), batch: batchId }),
]);

/** Codes are good through the day that is named, by the shop's clock. */
function endOf(day: string, timeZone: string): Instant | null {
  if (day === "") return null;
  const next = Temporal.PlainDate.from(day).add({ days: 1 });
  return instant(next.toZonedDateTime(timeZone).epochMilliseconds);
}

async function create(
  { services, shop, actor, translator }: Staff,
  wish: z.infer<typeof createSchema>,
): Promise<CodesAnswer> {
  const { name, points, quantity, prefix, until } = wish;
  const expiresAt = endOf(until, shop.timeZone);
  const { t } = translator;
  if (expiresAt !== null && expiresAt <= services.now())
    return { done: false, reason: "bad-request", message: t("codes.error.past"), field: "until" };
  await createCodeBatch(services, { shopId: shop.shopId, name, points, quantity, prefix, expiresAt, actor });
  return { done: true, message: t("codes.created", { count: quantity }) };
}

async function download({ services, shop, actor, translator }: Staff, batch: number): Promise<CodesAnswer> {
  const list = await listCodes(services, { shopId: shop.shopId, batchId: batch, actor });
  if (!list.done) return { ...list, message: translator.t(`declined.${list.reason}`) };
  const { points } = list.value.batch;
  const rows = list.value.codes.map(({ number, code, redeemed }) => [
    number,
    code,
    points,
    redeemed ? "yes" : "no",
  ]);
  return {
    done: true,
    message: translator.t("codes.downloaded"),
    file: { name: `codes-${batch}.csv`, rows: [["number", "code", "points", "used"], ...rows] },
  };
}

async function stop({ services, shop, actor, translator }: Staff, batch: number): Promise<CodesAnswer> {
  const outcome = await stopCodeBatch(services, { shopId: shop.shopId, batchId: batch, actor });
  if (!outcome.done) return { ...outcome, message: translator.t(`declined.${outcome.reason}`) };
  return { done: true, message: translator.t("codes.stopped", { name: outcome.value.name }) };
}

export async function grantCodes(staff: Staff, form: FormData) {
  const wish = wishSchema.safeParse(Object.fromEntries(form));
  if (!wish.success) {
    const field = String(wish.error.issues[0]?.path[0] ?? "");
    const key = `codes.error.${field}`;
    const { t, knows } = staff.translator;
    const message = t(knows(key) ? key : "declined.bad-request", { most: mostCodes });
    return json<CodesAnswer>({ done: false, reason: "bad-request", message, field }, 422);
  }
  if (wish.data.intent === "create") return json(await create(staff, wish.data));
  if (wish.data.intent === "csv") return json(await download(staff, wish.data.batch));
  return json(await stop(staff, wish.data.batch));
}
