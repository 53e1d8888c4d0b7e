/** Both WordPress shops as they stand when the sandbox opens: fixed articles, the people who were always there, and what the file remembers. */
import { openStateFile, type StateFile } from "../../state/state-file";
import { categoriesOf, productsOf } from "../cast/catalogue";
import { peopleOf } from "../cast/people";
import { wooSettings } from "../cast/settings";
import type { WooSettings } from "./records";
import { WooShop } from "./shop";

export interface WooWorldOptions {
  /** Without a path nothing is remembered. */
  readonly path?: string;
  readonly now?: () => number;
  readonly settings?: readonly WooSettings[];
}

export interface WooWorld {
  readonly shops: readonly WooShop[];
  find(name: string): WooShop | null;
  /** Writes what is waiting to be written. */
  flush(): void;
}

const YEAR = 400 * 86_400_000;

export function openWorld(options: WooWorldOptions = {}): WooWorld {
  let file: StateFile | null = null;
  const shops = (options.settings ?? wooSettings).map((settings) =>
    openShop(settings, options, () => file?.touch()),
  );
  if (options.path !== undefined) {
    const opened = openStateFile(options.path, () => ({ scalars: {}, tables: tablesOf(shops) }));
    const image = opened.read();
    if (image !== null) for (const shop of shops) remember(shop, image.tables);
    file = opened;
  }
  for (const shop of shops) populate(shop);
  return {
    shops,
    find: (name) => shops.find((shop) => shop.name === name) ?? null,
    flush: () => file?.flush(),
  };
}

function openShop(settings: WooSettings, { now }: WooWorldOptions, touch: () => void): WooShop {
  const shop = new WooShop({
    settings,
    products: productsOf(settings),
    categories: categoriesOf(settings),
    touch,
    ...(now ? { now } : {}),
  });
  return shop;
}

/** A shop alone, with its people and nothing remembered. For tests. */
export function openShopAlone(name: string, now?: () => number): WooShop {
  const shop = openWorld(now ? { now } : {}).find(name);
  if (shop === null) throw new Error(`there is no shop ${name}`);
  return shop;
}

function populate(shop: WooShop): void {
  if (shop.users.size > 0) return;
  for (const user of peopleOf(shop.settings, shop.now() - YEAR)) shop.users.put(user);
}

function tablesOf(shops: readonly WooShop[]): Record<string, readonly object[]> {
  return Object.fromEntries(
    shops.flatMap((shop) =>
      Object.entries(shop.tables()).map(([name, table]) => [`${shop.name}.${name}`, table.rows()]),
    ),
  );
}

function remember(shop: WooShop, tables: Readonly<Record<string, readonly object[]>>): void {
  for (const [name, table] of Object.entries(shop.tables())) table.load(tables[`${shop.name}.${name}`] ?? []);
}
