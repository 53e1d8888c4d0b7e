/**
 * What runs in the extension's frame: it defines the stand-ins, waits for the page's word, gives the real bundle its `shopify`
 * global and renders the one target that belongs here.
 */
import { defineStandIns } from "../elements/define";
import type { FrameStart } from "../protocol";
import { type Network, unreliableFetch } from "./network";
import { openPageLine, type PageLine } from "./page-line";
import { adminOf, createShopify, type ShopifyGlobal } from "./shopify-global";

const line = openPageLine();
const network: Network = { mode: "fine" };
let started: ShopifyGlobal | null = null;

defineStandIns();
window.fetch = unreliableFetch(network, window.fetch.bind(window));
line.hear((message) => {
  if (message.say === "start" && !started) void start(message.start);
  else if (message.say === "values") started?.follow(message.values);
  else if (message.say === "network") network.mode = message.mode;
});
tellHeight(line);
line.tell({ say: "ready" });

async function start(wish: FrameStart): Promise<void> {
  // Links into the app ("app:members/7") lead through the admin in which it stands.
  document.documentElement.dataset.admin = adminOf(wish.shop.domain);
  document.documentElement.dataset.account = new URL(
    `/sandbox/account/${wish.shop.domain}`,
    location.href,
  ).href;
  started = createShopify(wish, line);
  Object.assign(globalThis, { shopify: started.shopify });
  await load(wish.script);
  await started.runFor(wish.target)?.();
}

function load(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${address} does not load`));
    document.head.append(script);
  });
}

/** The frame is as high as what it shows, so the page has no second scroll bar. */
function tellHeight({ tell }: PageLine): void {
  const report = () => tell({ say: "height", px: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(report).observe(document.body);
}
