/** For the blocks' tests: one block, printed for a person in a language, as a page to look at. */
import { JSDOM } from "jsdom";
import { priceOf } from "../state/place-order";
import type { SandboxStore } from "../state/store";
import type { Locale, SandboxCart } from "../state/types";
import { withAdded } from "./cart";
import { type BlockName, blockRenderer } from "./liquid/block";
import { globalsOf, productObject } from "./liquid/objects";
import { people, storeWithMembers } from "./testing";
import { baseOf, type Visit } from "./visit";

export interface Scene {
  readonly locale?: Locale;
  readonly person?: (typeof people)[keyof typeof people];
  readonly shop?: string;
  /** Handle of the product page, and what is in the cart. */
  readonly product?: string;
  readonly inCart?: readonly string[];
  /** A discount code that the cart has. */
  readonly code?: string;
  readonly store?: SandboxStore;
}

function visitIn(scene: Scene): Visit {
  const store = scene.store ?? storeWithMembers();
  const shop = store.findShop(scene.person?.shop ?? scene.shop ?? people.emma.shop);
  if (!shop) throw new Error("no such shop");
  const locale = scene.locale ?? "en";
  const customer = scene.person ? store.customer(shop.domain, scene.person.id) : null;
  const empty: SandboxCart = {
    token: "t",
    shop: shop.domain,
    lines: [],
    codes: scene.code ? [scene.code] : [],
    locale,
    updatedAt: 0,
  };
  const variants = (scene.inCart ?? []).map(
    (handle) => store.product(shop.domain, handle)?.variants[0]?.id ?? 0,
  );
  const cart = variants.reduce((before, id) => withAdded(before, id, 1), empty);
  const priced = priceOf(store, { shop, customer, lines: cart.lines, codes: cart.codes });
  return { store, shop, locale, base: baseOf(shop, locale), customer, cart, priced };
}

export interface Printed {
  readonly html: string;
  readonly page: Document;
  /** What is read on it, without what waits hidden. */
  readonly text: string;
}

export function print(block: BlockName, scene: Scene): Printed {
  const visit = visitIn(scene);
  const product = scene.product ? visit.store.product(visit.shop.domain, scene.product) : null;
  const onProduct = product ? { product: productObject(visit, product, null) } : {};
  const html = blockRenderer(visit.shop, visit.locale).render(block, { ...globalsOf(visit), ...onProduct });
  return { html, page: pageOf(html), text: textOf(html) };
}

const pageOf = (html: string): Document => new JSDOM(html).window.document;

function textOf(html: string): string {
  const { body } = pageOf(html);
  for (const silent of body.querySelectorAll("script, template, .vafa-declined")) silent.remove();
  const text = (body.textContent ?? "").replace(/[\u2068\u2069]/g, "");
  return text.replace(/\s+/g, " ").trim();
}
