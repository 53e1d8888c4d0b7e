/** What a store is asked beside its orders and coupons: its webhooks, the companion plugin, its customers' standings, and what it says of itself. */
import { describe, expect, it } from "vitest";
import { recordedDelivery } from "../testing/recorded";
import { fetchCustomer, pushStandings } from "./customers";
import { connectPlugin, disconnectPlugin, pushProgram, readPlugin } from "./plugin";
import { describeShop, readIndex, timeZoneOf } from "./shop";
import { type Asked, notThere, refusal, storeLine, withTotal } from "./testing/store-line";
import { ensureWebhooks, removeWebhooks, TOPICS } from "./webhooks";

const store = storeLine();
const methods = () => store.asked.map(({ method }) => method);

interface Hook {
  id: number;
  name: string;
  status: string;
  topic: string;
  delivery_url: string;
  secret: string;
}

describe("webhooks", () => {
  const wanted = { deliverTo: "https://vafa.example/webhooks/woocommerce/1-abc", secret: "s1", mark: "m1" };

  function hooks(before: Hook[] = []): Hook[] {
    const kept = before;
    const idOf = ({ path }: Asked) => Number(path.split("/").at(-1));
    store.answers(
      [
        /^GET wc\/v3\/webhooks$/,
        ({ params }) => {
          const from = (Number(params.page) - 1) * 100;
          return withTotal(kept.slice(from, from + 100), kept.length);
        },
      ],
      [
        /^POST/,
        ({ body }) => {
          const one: Hook = { id: 100 + kept.length, status: "active", ...Object(body) };
          kept.push(one);
          return one;
        },
      ],
      [/^PUT/, (asked) => Object.assign(kept.find(({ id }) => id === idOf(asked)) ?? {}, Object(asked.body))],
      [
        /^DELETE/,
        (asked) => {
          const at = kept.findIndex(({ id }) => id === idOf(asked));
          return at < 0 ? notThere() : kept.splice(at, 1)[0];
        },
      ],
    );
    return kept;
  }

  const foreign = (id: number): Hook => ({
    id,
    name: "Other",
    status: "disabled",
    topic: "order.created",
    delivery_url: "https://other.example",
    secret: "x",
  });

  it("are made one for each topic, with our secret, and never twice", async () => {
    const kept = hooks(Array.from({ length: 120 }, (_, index) => foreign(index + 1)));
    const first = await ensureWebhooks(store.client(), wanted);
    expect(first.created).toEqual([...TOPICS]);
    const ours = kept.filter(({ delivery_url }) => delivery_url === wanted.deliverTo);
    expect(ours.map(({ topic }) => topic).sort()).toEqual([...TOPICS].sort());
    expect(ours.every(({ secret, status }) => secret === "s1" && status === "active")).toBe(true);
    expect(Object.values(first.ids).sort()).toEqual(ours.map(({ id }) => String(id)).sort());
    const again = await ensureWebhooks(store.client(), wanted);
    expect(again).toEqual({ ids: first.ids, created: [], enabled: [] });
    expect(kept.slice(0, 120)).toEqual(Array.from({ length: 120 }, (_, index) => foreign(index + 1)));
  });

  it("that the store switched off are switched on again and told; another secret is given anew", async () => {
    const kept = hooks();
    await ensureWebhooks(store.client(), wanted);
    const off = kept[1];
    if (off) off.status = "disabled";
    expect((await ensureWebhooks(store.client(), wanted)).enabled).toEqual(["order.updated"]);
    expect(kept.every(({ status }) => status === "active")).toBe(true);
    await ensureWebhooks(store.client(), { ...wanted, secret: "s2", mark: "m2" });
    expect(kept.every(({ secret }) => secret === "s2")).toBe(true);
    expect(kept).toHaveLength(TOPICS.length);
  });

  it("that two made at one moment are one again", async () => {
    const kept = hooks();
    await Promise.all([1, 2].map(() => ensureWebhooks(store.client(), wanted)));
    await ensureWebhooks(store.client(), wanted);
    expect(kept.length).toBeGreaterThanOrEqual(TOPICS.length);
    const missing = kept.shift();
    expect((await ensureWebhooks(store.client(), wanted)).ids[missing?.topic ?? ""]).toBeDefined();
    expect(kept.map(({ topic }) => topic).sort()).toEqual([...TOPICS].sort());
  });

  it("are taken away where they are ours", async () => {
    const kept = hooks([foreign(1)]);
    await ensureWebhooks(store.client(), wanted);
    await removeWebhooks(store.client(), wanted.deliverTo);
    expect(kept).toEqual([foreign(1)]);
  });
});

describe("the companion plugin", () => {
  it("that is not there is no error", async () => {
    store.answers();
    const client = store.client();
    expect(await readPlugin(client)).toBeNull();
    expect(await connectPlugin(client, { appUrl: "https://v", shopId: "1", secret: "s" })).toBeNull();
    expect(await pushProgram(client, { terms: 1 })).toBe(false);
    await disconnectPlugin(client);
    expect(store.asked.every(({ path }) => path.startsWith("wc-vafa/v1/"))).toBe(true);
  });

  it("that was installed anew takes no program before it is connected, and that is no error", async () => {
    store.answers([/program$/, () => refusal(409, "vafa_not_connected")]);
    expect(await pushProgram(store.client(), { terms: 1 })).toBe(false);
    store.answers([/program$/, () => refusal(400, "vafa_bad_program")]);
    await expect(pushProgram(store.client(), {})).rejects.toMatchObject({ name: "StoreRefused" });
  });

  it("takes the connection and the program", async () => {
    const state = { version: "1.0.0", connected: true, shopId: 7 };
    store.answers([/^(GET|PUT|DELETE) wc-vafa\/v1\/(connection|program)$/, () => state]);
    const client = store.client();
    const handover = { appUrl: "https://vafa.example", shopId: "7", secret: "s" };
    expect(await connectPlugin(client, handover)).toEqual({ ...state, shopId: "7" });
    expect(store.asked[0]).toMatchObject({ method: "PUT", body: handover });
    expect(await pushProgram(client, { terms: 1 })).toBe(true);
    await disconnectPlugin(client);
    expect(methods()).toEqual(["PUT", "GET", "PUT", "DELETE"]);
  });
});

describe("members' standings", () => {
  const standings = [5, 6, 7].map((id) => ({ customerId: String(id), standing: { balance: id } }));
  const error = (code: string) => ({ error: { code, message: "", data: { status: 400 } } });

  it("go to their accounts many at once; who is gone is told and stops nobody", async () => {
    store.answers([
      /customers\/batch$/,
      () => ({ update: [{ id: 5 }, { id: 6, ...error("woocommerce_rest_invalid_id") }, { id: 7 }] }),
    ]);
    const asked = [...standings, { customerId: "gid://1", standing: {} }];
    expect(await pushStandings(store.client(), asked)).toEqual({ gone: ["gid://1", "6"] });
    expect(store.asked[0]?.body).toMatchObject({
      update: [
        { id: 5, meta_data: [{ key: "vafa_standing", value: '{"balance":5}' }] },
        { id: 6 },
        { id: 7 },
      ],
    });
  });

  it("of hundreds go in parts, and another refusal is told", async () => {
    store.answers([/customers\/batch$/, () => ({ update: [] })]);
    const many = Array.from({ length: 120 }, (_, index) => ({ customerId: String(index + 1), standing: {} }));
    await pushStandings(store.client(), many);
    expect(store.asked).toHaveLength(3);
    store.answers([/batch$/, () => ({ update: [{ id: 5, ...error("rest_invalid_param") }] })]);
    await expect(pushStandings(store.client(), standings)).rejects.toMatchObject({ name: "StoreRefused" });
  });

  it("go one by one where a shop manager's keys may not change many", async () => {
    store.answers(
      [/batch$/, () => refusal(403, "woocommerce_rest_cannot_batch")],
      [/customers\/5$/, () => ({})],
      [/customers\/6$/, () => refusal(403, "woocommerce_rest_cannot_edit")],
      [/customers\/7$/, () => refusal(404, "wc_user_invalid_id")],
    );
    expect(await pushStandings(store.client(), standings)).toEqual({ gone: ["6", "7"] });
  });
});

describe("a customer", () => {
  it("is who the store says, or nobody", async () => {
    const { rawBody } = recordedDelivery("customer.created.json");
    store.answers(
      [/customers\/2$/, () => JSON.parse(rawBody)],
      [/customers\/3$/, () => refusal(404, "wc_user_invalid_id")],
    );
    expect(await fetchCustomer(store.client(), "2")).toMatchObject({
      id: 2,
      email: "ana+mwr56wvh@example.com",
    });
    expect(await fetchCustomer(store.client(), "3")).toBeNull();
    expect(await fetchCustomer(store.client(), "me")).toBeNull();
  });
});

describe("what a shop says of itself", () => {
  const site = { name: "Bo&#8217;s &amp; Söhne", timezone_string: "Europe/Berlin", gmt_offset: "1" };
  const described = async () => describeShop(store.client(), await readIndex(store.client()));
  const currencyIs = (code: string) => [/currencies\/current$/, () => ({ code })] as const;

  it("is its name, currency, time zone and language; keys are not shown to the public list", async () => {
    const status = { environment: { language: "de_DE_formal", version: "10.9.1" } };
    store.answers([/^GET $/, () => site], currencyIs("EUR"), [/system_status$/, () => status]);
    expect(await described()).toEqual({
      name: "Bo’s & Söhne",
      currency: "EUR",
      timeZone: "Europe/Berlin",
      locale: "de-DE",
      version: "10.9.1",
    });
    expect(store.asked[0]?.headers.get("authorization")).toBeNull();
    expect(store.asked[1]?.headers.get("authorization")).not.toBeNull();
  });

  it("is enough without a language, and without a list that everybody may see", async () => {
    store.answers([/^GET $/, () => refusal(401, "rest_not_logged_in")], currencyIs("IRT"), [
      /system_status$/,
      () => refusal(403, "woocommerce_rest_cannot_view"),
    ]);
    expect(await described()).toEqual({
      name: "WooCommerce",
      currency: "IRT",
      timeZone: "UTC",
      locale: "en",
      version: null,
    });
    store.answers([/^GET $/, () => site], currencyIs("IRHT"));
    expect(await described()).toEqual({ unknownCurrency: "IRHT" });
  });

  it.each([
    ["Asia/Tehran", 3.5, "Asia/Tehran"],
    ["America/Argentina/Buenos_Aires", -3, "America/Argentina/Buenos_Aires"],
    ["", 3.5, "Asia/Tehran"],
    ["", 2, "Etc/GMT-2"],
    ["", -5, "Etc/GMT+5"],
    ["", 0, "UTC"],
    ["UTC", 0, "UTC"],
    ["", Number.NaN, "UTC"],
    ["", 12.75, "Etc/GMT-13"],
  ])("a site set to %j and %d hours is in %s", (name, hours, zone) => {
    expect(timeZoneOf(name, hours)).toBe(zone);
    expect(() => new Date(0).toLocaleString("en", { timeZone: zone })).not.toThrow();
  });
});
