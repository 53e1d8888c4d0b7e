/**
 * Time per order with ten thousand and a million orders stored, with `--whole` ten million too, one database each on one durable server, in turns in one run: first awards (half of them of
 * new customers), refunds, a shopper's standing and a redemption. Whom it is about is drawn evenly from all who ever bought, which is the hardest case; goods come back within sixty days.
 * `--keep=FOLDER` leaves the large databases there and measures them again the next time; `--fill` only fills them.
 */
import { startPostgres } from "../testing/postgres";
import { deeds, faultsIn, type House, houseOn } from "./growth-deeds";
import { median } from "./quantiles";
import { warm } from "./stored-orders";

export const name = "growth";

const few = 10_000;
const many = 1_000_000;
const whole = 10_000_000;
const warmUp = 2;
const rounds = 9;
const most = 1.5;

export async function measured(houses: readonly House[]) {
  const times = deeds.map(() => houses.map((): number[] => []));
  for (let round = -warmUp; round < rounds; round += 1)
    for (const [deedAt, { deed }] of deeds.entries())
      for (const [houseAt, house] of houses.entries()) {
        const ms = await deed(house);
        if (round >= 0) times[deedAt]?.[houseAt]?.push(ms);
      }
  const faults = (await Promise.all(houses.map(faultsIn))).reduce((sum, found) => sum + found, 0);
  const rows = deeds.flatMap(({ what }, deedAt) => {
    const medians = houses.map((_, houseAt) => median(times[deedAt]?.[houseAt] ?? []));
    return houses.map(({ orders }, houseAt) => {
      const ratio = (medians[houseAt] ?? 0) / (medians[0] ?? 1);
      const ms = {
        what: `${what}, with ${orders.toLocaleString("en")} orders stored`,
        ms: medians[houseAt] ?? 0,
      };
      return houseAt === 0 ? ms : { ...ms, ratio, goal: `≤ ${most}`, holds: ratio <= most };
    });
  });
  return [
    ...rows,
    { what: "faults in the books of 2,000 members of each", ratio: faults, goal: "0", holds: faults === 0 },
  ];
}

const settings = (all: boolean) => ({
  shared_buffers: all ? "4GB" : "1GB",
  max_wal_size: "16GB",
  checkpoint_timeout: "30min",
  wal_level: "minimal",
  max_wal_senders: "0",
});

interface Wishes {
  readonly whole: boolean;
  /** A folder that the large databases stay in, so that they are filled once. */
  readonly keep?: string | undefined;
  /** Only fills them. */
  readonly fill: boolean;
}

export async function run({ whole: all, keep, fill }: Wishes) {
  const server = await startPostgres({ durable: true, settings: settings(all), keepIn: keep });
  // The smallest is always fresh: of its orders of sixty days each can be refunded once.
  const houses: House[] = [await houseOn(await server.freshDatabase({ poolSize: 4 }), few)];
  for (const orders of [many, ...(all ? [whole] : [])])
    houses.push(await houseOn(await server.keptDatabase(`growth_${orders}`, { poolSize: 4 }), orders));
  for (const { db } of houses) await warm(db);
  await houses[0]?.db.pool.query("CHECKPOINT");
  const rows = fill ? [] : await measured(houses);
  await houses[0]?.db.pool.query("CHECKPOINT");
  for (const { db } of houses) await db.close();
  await server.stop();
  return rows;
}
