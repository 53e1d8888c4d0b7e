/** Whether everything that should arrive arrives: by topic, as the store names them. */
import { type Backlog, readBacklog, readTopicHealth } from "../../db/read/deliveries";
import { meanings } from "../../stores/shopify/read-event";
import { woocommerceTopics } from "../../stores/woocommerce.server";
import type { Staff } from "./staff.server";
import { readWatchView, type WatchView } from "./watch.server";

export interface TopicView {
  readonly topic: string;
  readonly label: string;
  /** "3 minutes ago"; null when nothing has come yet. */
  readonly last: string | null;
  readonly waiting: number;
  readonly parked: number;
}

export interface Health extends Backlog {
  readonly topics: readonly TopicView[];
  /** Of a store that does not tell everything; else null. */
  readonly watch: WatchView | null;
}

/** What a store of this platform has promised to tell us. */
const promisedTopics = { shopify: Object.keys(meanings), woocommerce: woocommerceTopics } as const;

export function topicLabel({ translator }: Pick<Staff, "translator">, topic: string): string {
  const key = `topic.${topic}`;
  return translator.knows(key) ? translator.t(key) : topic;
}

/** What the home page shows: what moves points. The rest is on the page of deliveries. */
const moving = /^(orders?|refunds)[/.]/;

/** @param whole every topic, and not only those that move points */
export async function readHealth(staff: Staff, whole: boolean): Promise<Health> {
  const { sql, shop, translator, services } = staff;
  const [backlog, topics] = await Promise.all([
    readBacklog(sql, shop.shopId),
    readTopicHealth(sql, shop.shopId, promisedTopics[shop.platform]),
  ]);
  const lastAt = topics.reduce((latest, topic) => Math.max(latest, topic.lastAt?.getTime() ?? 0), 0);
  const shown = whole
    ? topics
    : topics.filter(({ topic, waiting, parked }) => moving.test(topic) || waiting + parked > 0);
  return {
    ...backlog,
    watch: await readWatchView(staff, lastAt === 0 ? null : lastAt),
    topics: shown.map(({ topic, lastAt, waiting, parked }) => ({
      topic,
      label: topicLabel(staff, topic),
      last: lastAt === null ? null : translator.relativeTime(lastAt.getTime(), services.now()),
      waiting,
      parked,
    })),
  };
}
