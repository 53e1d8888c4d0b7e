// @ts-check
/**
 * `npm run woocommerce -- connect --store … --key … --secret …`: WooCommerce stores without a browser. It speaks to the running app, because an embedded database has one owner. Ends
 * with 0 when it is done, 1 when it was refused (and says why), 2 when it was asked wrongly. Never writes a key.
 */
import { parseArgs } from "node:util";
import { requireNode } from "./machine.mjs";
import { ask, Refused } from "./operator-line.mjs";
import { progressOf, standingLines } from "./woocommerce-words.mjs";

const USAGE = `npm run woocommerce -- <deed> [options]

  connect     --store <address> --key ck_… --secret cs_… [--deliver-to <our address as the store reaches it>] [--import-days <days> | all] [--no-wait]
              the keys may also stand in WOOCOMMERCE_KEY and WOOCOMMERCE_SECRET, where no other login of this machine sees them
  list        every store, and how it stands
  status      [--store <address>] [--look]      --look asks the store itself
  sweep       [--store <address>]               looks through what changed, and mends webhooks
  audit       [--store <address>]               compares every order
  disconnect  [--store <address>]

  --app <address> is where the app answers: http://127.0.0.1:<PORT or 3000>. Its key is read from ENCRYPTION_KEY, or from the sandbox's in DATA_DIR.
  --store may be left out when there is one store only. --json answers in JSON.`;

const OPTIONS = /** @type {const} */ ({
  store: { type: "string" },
  key: { type: "string" },
  secret: { type: "string" },
  "deliver-to": { type: "string" },
  "import-days": { type: "string", default: "365" },
  "no-wait": { type: "boolean", default: false },
  look: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  app: { type: "string" },
  help: { type: "boolean", default: false },
});

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/** @param {string} complaint @returns {never} */
function wrong(complaint) {
  process.stderr.write(`${complaint}\n\n${USAGE}\n`);
  process.exit(2);
}

function read() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} text @returns {number | null} */
function daysIn(text) {
  if (text === "all") return null;
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 36_500)
    wrong(`--import-days is "${text}": give a number of days, or "all".`);
  return days;
}

/** @typedef {ReturnType<typeof read>["values"]} Values */

/** @param {Values} values */
function connectOrder(values) {
  const key = values.key ?? process.env.WOOCOMMERCE_KEY;
  const secret = values.secret ?? process.env.WOOCOMMERCE_SECRET;
  if (!values.store) return wrong("connect needs --store.");
  if (!key || !secret) return wrong("connect needs --key and --secret.");
  const deliverTo = values["deliver-to"];
  if (deliverTo !== undefined && !/^https?:\/\/./.test(deliverTo))
    return wrong(`--deliver-to is "${deliverTo}": give a whole address, such as http://127.0.0.1:3000.`);
  const importDays = daysIn(values["import-days"]);
  return {
    deed: "connect",
    store: values.store,
    key,
    secret,
    importDays,
    ...(deliverTo ? { deliverTo } : {}),
  };
}

/** @param {string | undefined} deed @param {Values} values */
function orderFor(deed, values) {
  const store = values.store === undefined ? {} : { store: values.store };
  if (deed === "connect") return connectOrder(values);
  if (deed === "list") return { deed };
  if (deed === "status") return { deed, look: values.look, ...store };
  if (deed === "sweep" || deed === "audit" || deed === "disconnect") return { deed, ...store };
  return wrong(deed === undefined ? "Say what to do." : `There is no deed "${deed}".`);
}

/** Webhooks are made and orders come in while the app goes on; an operator wants to see it end. @param {any} first @param {string | undefined} app */
async function watch(first, app) {
  let standing = first;
  let told = "";
  const began = Date.now();
  for (;;) {
    const progress = progressOf(standing);
    if (progress.text !== told) say(progress.text);
    told = progress.text;
    if (progress.failed) throw new Refused(progress.failed);
    if (progress.done) return;
    if (standing.webhooks === 0 && Date.now() - began > 60_000)
      throw new Refused(
        `The webhooks could not be set up within a minute: ${standing.lastError ?? "the worker does not run"}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    standing = await ask({ deed: "status", store: String(standing.shopId), look: false }, app);
  }
}

/** @param {string} deed @param {any} value @param {Values} values */
async function tell(deed, value, values) {
  if (values.json) return say(JSON.stringify(value, null, 2));
  if (deed === "list")
    return say(
      value.length === 0 ? "No WooCommerce store is connected." : value.map(standingLines).join("\n\n"),
    );
  if (deed === "status") return say(standingLines(value));
  if (deed === "connect") {
    say(`Connected: ${value.store} is shop ${value.shopId} (${value.name}).`);
    return values["no-wait"] ? undefined : watch(value, values.app);
  }
  if (deed === "sweep")
    return say(
      `${value.found} orders had never arrived; ${value.created} webhooks made, ${value.enabled} switched on again.`,
    );
  if (deed === "audit") return say(JSON.stringify(value, null, 2));
  say("Disconnected.");
  for (const line of remainedLines(value)) say(line);
}

/** @param {{ coupons: number, webhooks: boolean, plugin: boolean }} remained */
function* remainedLines({ coupons, webhooks, plugin }) {
  if (coupons > 0)
    yield `${coupons} coupons remain in the store, and their points stay reserved until it is connected again.`;
  if (webhooks)
    yield "Our webhooks remain in the store: delete them in WooCommerce → Settings → Advanced → Webhooks.";
  if (plugin) yield "The companion plugin was not told: deactivate it in wp-admin.";
  yield "Delete the key itself in WooCommerce → Settings → Advanced → REST API.";
}

requireNode();
const { values, positionals } = read();
if (values.help) {
  say(USAGE);
  process.exit(0);
}
if (positionals.length > 1) wrong(`One deed at a time, and not "${positionals.join(" ")}".`);
const order = orderFor(positionals[0], values);
try {
  await tell(order.deed, await ask(order, values.app), values);
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
