/**
 * What the member page reads (head, balance, timeline with explanations, redemptions, audit), with a million members and five million
 * entries, against the same with a thousand members. In turns in one run, on random members. And the home page's chart over those entries.
 */

import { foldActivity } from "../db/activity-sums";
import { sqlOf } from "../db/transaction";
import { createTranslator } from "../i18n";
import { memberId } from "../loyalty/brand";
import type { Staff } from "../routes/app/staff.server";
import { readChart } from "../routes/app._index/home.server";
import { readMemberView } from "../routes/app.members.$memberId/member-view.server";
import { capabilitiesOf } from "../stores/capabilities";
import { type PostgresDatabase, startPostgres } from "../testing/postgres";
import { installTestShop, testContext } from "../testing/service-context";
import { fillMembers } from "./fill-members";
import { median } from "./quantiles";

export const name = "member-page";

const few = 1_000;
const many = 1_000_000;
const visits = 600;

interface House {
  readonly db: PostgresDatabase;
  readonly staff: Staff;
  readonly members: number;
}

async function furnish(db: PostgresDatabase, members: number): Promise<House> {
  const ctx = testContext(db);
  const shop = await installTestShop(ctx);
  await fillMembers(db, shop, members);
  const sql = sqlOf(db);
  const staff: Staff = {
    shop,
    actor: "staff:1",
    role: "owner",
    can: capabilitiesOf(shop.platform),
    frame: null,
    translator: createTranslator("en"),
    sql,
    services: ctx,
    terms: () => ctx.terms(sql, shop.shopId, shop.termsVersion),
  };
  return { db, staff, members };
}

async function visit({ staff, members }: House): Promise<number> {
  const id = memberId(1 + Math.floor(Math.random() * members));
  const start = performance.now();
  const view = await readMemberView(staff, id, { after: undefined, before: undefined });
  const took = performance.now() - start;
  if (view?.timeline.entries.length !== 5) throw new Error("the member page does not show the five entries");
  return took;
}

/** The home page's chart over twelve months. */
async function drawChart({ staff }: House): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    const start = performance.now();
    const { periods } = await readChart(staff, "months");
    times.push(performance.now() - start);
    if (!periods.some(({ issued }) => issued > 0)) throw new Error("the chart shows no points");
  }
  return median(times);
}

export async function run() {
  const server = await startPostgres({ settings: { shared_buffers: "1GB", max_wal_size: "8GB" } });
  const small = await furnish(await server.freshDatabase({ poolSize: 4 }), few);
  const large = await furnish(await server.freshDatabase({ poolSize: 4 }), many);
  const times = { small: [] as number[], large: [] as number[] };
  for (let turn = 0; turn < visits; turn += 1) {
    times.small.push(await visit(small));
    times.large.push(await visit(large));
  }
  await foldActivity(large.staff.sql, large.staff.shop.shopId);
  const chart = await drawChart(large);
  await small.db.close();
  await large.db.close();
  await server.stop();
  const ratio = median(times.large) / median(times.small);
  return [
    { what: "member page with 1,000 members", ms: median(times.small) },
    { what: "member page with 1,000,000 members and 5,000,000 entries", ms: median(times.large) },
    { what: "a million against a thousand", ratio, goal: "≤ 1.5", holds: ratio <= 1.5 },
    {
      what: "home chart of 12 months over 5,000,000 entries",
      ms: chart,
      goal: "< 300 ms",
      holds: chart < 300,
    },
  ];
}
