/** The rules that hold two places to the same word catch a word that differs. */
import { describe, expect, test } from "vitest";
import { declineReasons } from "../../loyalty/outcome";
import { oneApiVersion } from "./api-version";
import { lessonsHaveTests } from "./field-lessons";
import { houseOf, type Rule } from "./house";
import {
  differences,
  extensionMessagesAgree,
  flatten,
  icuArguments,
  messagesAgree,
  placeholders,
} from "./messages";
import { metafieldKeysAgree } from "./metafields";
import { webhooksHaveRoutes } from "./webhooks";

const find = (rule: Rule, files: Record<string, string>) => rule.look(houseOf(files)).findings;
const action = "export const action = async () => new Response();";

describe("webhooks and routes", () => {
  const toml = `
[webhooks]
api_version = "2026-07"
[[webhooks.subscriptions]]
topics = ["orders/paid"]
uri = "/webhooks/orders/paid"
[[webhooks.subscriptions]]
topics = ["app/scopes_update"]
uri = "/webhooks/app/scopes-update"
[[webhooks.subscriptions]]
compliance_topics = ["customers/data_request"]
uri = "/webhooks/compliance/data-request"
[[webhooks.subscriptions]]
compliance_topics = ["customers/redact"]
uri = "/webhooks/compliance/customer-redact"
[[webhooks.subscriptions]]
compliance_topics = ["shop/redact"]
uri = "/webhooks/compliance/shop-redact"
`;
  const tidy = {
    "shopify.app.toml": toml,
    "app/routes/webhooks.orders.paid.ts": action,
    "app/routes/webhooks.app.scopes-update.ts": action,
    "app/routes/webhooks.compliance.data-request.ts": action,
    "app/routes/webhooks.compliance.customer-redact/route.ts": action,
    "app/routes/webhooks.compliance.shop-redact.ts": action,
  };

  test("agree in a tidy house", () => {
    expect(find(webhooksHaveRoutes, tidy)).toEqual([]);
  });

  test("a subscription without a route is found, and a route without a subscription", () => {
    const { "app/routes/webhooks.orders.paid.ts": _gone, ...rest } = tidy;
    expect(find(webhooksHaveRoutes, rest)).toEqual(["orders/paid has no route at /webhooks/orders/paid"]);
    expect(find(webhooksHaveRoutes, { ...tidy, "app/routes/webhooks.orders.edited.ts": action })).toEqual([
      "app/routes/webhooks.orders.edited.ts has no subscription",
    ]);
  });

  test("a topic that goes to another's address is found", () => {
    const crossed = toml.replace('uri = "/webhooks/orders/paid"', 'uri = "/webhooks/app/scopes-update"');
    expect(find(webhooksHaveRoutes, { ...tidy, "shopify.app.toml": crossed })).toContain(
      "orders/paid goes to /webhooks/app/scopes-update, not to /webhooks/orders/paid",
    );
  });

  const telling = {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a file.
    "app/services/address.ts": "const at = `${deliverTo}/webhooks/woocommerce/${shopId}-${doorId}`;",
  };
  const door = { "app/routes/webhooks.woocommerce.$door.ts": action };

  test("a door with a name that varies is where a service tells stores to deliver", () => {
    expect(find(webhooksHaveRoutes, { ...tidy, ...telling, ...door })).toEqual([]);
    expect(find(webhooksHaveRoutes, { ...tidy, ...door })).toEqual([
      "app/routes/webhooks.woocommerce.$door.ts has no subscription",
    ]);
    expect(find(webhooksHaveRoutes, { ...tidy, ...telling })).toEqual([
      "app/services/address.ts tells stores /webhooks/woocommerce/…, which has no route",
    ]);
  });

  test("a compliance topic that is not subscribed is found", () => {
    const without = toml.replace('"shop/redact"', '"shop/redacted"');
    expect(find(webhooksHaveRoutes, { ...tidy, "shopify.app.toml": without })).toContain(
      "the compliance topic shop/redact is not subscribed",
    );
  });
});

describe("the API version", () => {
  const tidy = {
    "shopify.app.toml": 'api_version = "2026-07"',
    "app/shopify.server.ts": "const v = ApiVersion.July26;",
  };

  test.each([
    ["extensions/loyalty-checkout/shopify.extension.toml", 'api_version = "2026-04"'],
    ["app/stores/shopify/client.ts", "const v = ApiVersion.April26;"],
    ["app/sandbox/paths.ts", 'const a = "/admin/api/2025-10/graphql.json";'],
    ["app/stores/shopify/operations.test.ts", 'read("admin_2026-04.json.gz");'],
  ])("of another kind is found in %s", (path, text) => {
    expect(find(oneApiVersion, tidy)).toEqual([]);
    expect(find(oneApiVersion, { ...tidy, [path]: text })).toHaveLength(1);
  });
});

describe("metafield keys", () => {
  const field = (key: string, type: string) => `[customer.metafields.app.${key}]\ntype = "${type}"\n`;
  const toml =
    field("balance", "number_integer") + field("pending", "number_integer") + field("standing", "json");
  const tidy = {
    "shopify.app.toml": toml,
    "extensions/loyalty-theme/blocks/balance.liquid":
      "{{ customer.metafields['$app'].balance }}{{ app.metafields.vafa.program }}",
    "app/stores/shopify/push.ts": "use(METAFIELDS.balance.key);",
  };

  test("agree in a tidy house", () => {
    expect(find(metafieldKeysAgree, tidy)).toEqual([]);
  });

  test.each([
    ["shopify.app.toml", toml.replace("app.pending", "app.pendings")],
    ["shopify.app.toml", toml.replace('"json"', '"single_line_text_field"')],
    ["shopify.app.toml", `${toml}${field("points", "number_integer")}`],
    ["extensions/loyalty-theme/blocks/balance.liquid", "{{ customer.metafields['$app'].points }}"],
    ["extensions/loyalty-theme/blocks/balance.liquid", '{{ customer.metafields["$app"]["points"] }}'],
    ["extensions/loyalty-theme/blocks/balance.liquid", "{{ customer.metafields.loyalty.balance }}"],
    [
      "app/stores/shopify/push.ts",
      'METAFIELDS; const q = `{ metafield(namespace: "x", key: "points") { id } }`;',
    ],
    ["app/stores/shopify/push.ts", 'METAFIELDS; const n = "$app";'],
  ])("that differ in %s are found (%#)", (path, text) => {
    expect(find(metafieldKeysAgree, { ...tidy, [path]: text })).not.toEqual([]);
  });

  test("a place that reads none is found", () => {
    expect(find(metafieldKeysAgree, { ...tidy, "app/stores/shopify/push.ts": "" })).toEqual([
      "no metafield was seen in code",
    ]);
  });
});

describe("messages", () => {
  const all: Record<string, string> = Object.fromEntries(
    declineReasons.map((reason) => [`declined.${reason}`, "No"]),
  );
  const en: Record<string, string> = {
    ...all,
    "home.title": "{count, plural, one {# member} other {# members}} of {shop}",
  };
  const files = (fa: object, english: object = en) => ({
    "app/i18n/messages/en/core.json": JSON.stringify(english),
    "app/i18n/messages/fa/core.json": JSON.stringify(fa),
    "app/i18n/messages/ar/core.json": JSON.stringify(english),
  });

  test("may differ in words and plural forms only", () => {
    expect(find(messagesAgree, files({ ...en, "home.title": "{count} عضو {shop}" }))).toEqual([]);
  });

  test("a missing key, an extra key, an empty one, an unknown argument and broken ICU are found", () => {
    expect(find(messagesAgree, files(all))).toEqual(["app/i18n/messages fa lacks home.title"]);
    expect(find(messagesAgree, files({ ...en, other: "x" }))).toHaveLength(1);
    expect(find(messagesAgree, files({ ...all, "home.title": "{count} {shop} {name}" }))).toHaveLength(1);
    expect(find(messagesAgree, files({ ...all, "home.title": "{count" }))).toHaveLength(1);
    expect(find(messagesAgree, files({ ...en, "home.title": " " }))).toHaveLength(2);
  });

  test("a reason to decline without a message is found, and a message without a reason", () => {
    const { "declined.forbidden": _gone, ...rest } = en;
    expect(find(messagesAgree, files(rest, rest))).toEqual(["en has no message declined.forbidden"]);
    const extra = { ...en, "declined.no-mood": "No" };
    expect(find(messagesAgree, files(extra, extra))).toHaveLength(1);
  });

  test("of an extension agree in keys and placeholders, whatever plural forms a language has", () => {
    const sets = (fa: object) =>
      new Map([
        ["en", flatten({ points: { one: "{{ count }} point", other: "{{ count }} points" } })],
        ["fa", flatten(fa)],
        ["ar", flatten({ points: { zero: "لا", other: "{{count}}" } })],
      ] as const);
    expect(differences("x", sets({ points: { other: "{{ count }} امتیاز" } }), placeholders)).toEqual([]);
    expect(differences("x", sets({ points: { other: "{{ number }} امتیاز" } }), placeholders)).toHaveLength(
      1,
    );
    expect(find(extensionMessagesAgree, { "extensions/a/locales/en.default.json": "{}" })).toHaveLength(2);
  });

  test("name their arguments at any depth", () => {
    expect(icuArguments("{a, select, x {{b, number}} other {<link>{c}</link>}} # '{d}'", "en")).toBe(
      "a, b, c, link",
    );
  });
});

test("a lesson without a test of its name is found", () => {
  const titles = Array.from({ length: 24 }, (_, index) => `it("field lesson ${index + 1}: holds", law);`);
  expect(find(lessonsHaveTests, { "app/x.test.ts": titles.join("\n") })).toEqual([
    "no test is named after field lesson 25",
  ]);
});
