/**
 * The official tester around this extension: the real entry, a `shopify` global of Shopify's own factories with our words in
 * it, and our API answered at the HTTP line by msw.
 */
import { createResult } from "@shopify/ui-extensions-tester/checkout";
import { delay, HttpResponse, http, type JsonBodyType } from "msw";
import { setupServer } from "msw/node";
import { vi } from "vitest";
import type { ShopperStanding } from "../../../../app/contract/redemption-api";
import arabic from "../../locales/ar.json";
import english from "../../locales/en.default.json";
import persian from "../../locales/fa.json";
import { standing as member } from "./examples";

/** Where the tests' build says the app is; see `process.env.APP_URL` in host.ts. */
export const APP = "https://vafa.example";
process.env.APP_URL = APP;

export const locales = { en: english, fa: persian, ar: arabic };

/** As Shopify translates: dotted keys, `{{name}}` replaced. */
export function translator(words: typeof english) {
  return (key: string, values: Record<string, unknown> = {}): string => {
    const found = key.split(".").reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), words);
    if (typeof found !== "string") throw new Error(`no text for ${key}`);
    return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      if (!(name in values)) throw new Error(`${key} misses ${name}`);
      return String(values[name]);
    });
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

export const server = setupServer();

export const api = {
  /** Answers the standing; a function is asked each time, so a test can change what is true. */
  standing: (answer: ShopperStanding | (() => ShopperStanding) = member) =>
    http.get(`${APP}/api/checkout/standing`, () =>
      HttpResponse.json(typeof answer === "function" ? answer() : answer),
    ),
  reserve: (reply: (body: Record<string, unknown>) => Reply) =>
    http.post(`${APP}/api/checkout/redemptions`, async ({ request }) =>
      respond(reply(bodyOf(await request.json()))),
    ),
  redemption: (reply: (id: string) => Reply) =>
    http.get(`${APP}/api/checkout/redemptions/:id`, ({ params }) => respond(reply(String(params.id)))),
  release: (reply: (id: string) => Reply) =>
    http.post(`${APP}/api/checkout/redemptions/:id/release`, ({ params }) =>
      respond(reply(String(params.id))),
    ),
  orderPoints: (reply: (id: string) => Reply) =>
    http.get(`${APP}/api/checkout/orders/:id/points`, ({ params }) => respond(reply(String(params.id)))),
};

export type Reply =
  | { readonly json: JsonBodyType; readonly status?: number }
  | { readonly broken: "network" }
  | { readonly broken: "silent" };

async function respond(reply: Reply) {
  if ("json" in reply) return HttpResponse.json(reply.json, { status: reply.status ?? 200 });
  if (reply.broken === "silent") await delay("infinite");
  return HttpResponse.error();
}

function bodyOf(json: unknown): Record<string, unknown> {
  return isRecord(json) ? json : {};
}

interface Settings {
  heading: string | undefined;
  show_out_of_reach: boolean | undefined;
}

const unset: Settings = { heading: undefined, show_out_of_reach: undefined };

/** What the tester leaves out and every target needs: our words, real number formats, who is logged in, the settings. */
export function furnish(shopify: object, options: { loggedIn?: boolean; settings?: Partial<Settings> } = {}) {
  const customer = options.loggedIn === false ? undefined : { id: "gid://shopify/Customer/7001" };
  Object.assign(shopify, {
    i18n: {
      translate: translator(english),
      formatNumber: (value: number, format: Intl.NumberFormatOptions = {}) =>
        new Intl.NumberFormat("en", plain(format)).format(value),
      formatCurrency: (value: number, format: Intl.NumberFormatOptions = {}) =>
        new Intl.NumberFormat("en", { ...plain(format), style: "currency" }).format(value),
      formatDate: (date: Date) => date.toISOString(),
    },
    settings: signal({ ...unset, ...options.settings }),
  });
  // The tester refuses keys it does not know, and `buyerIdentity` is one of them.
  Object.defineProperty(shopify, "buyerIdentity", {
    configurable: true,
    value: {
      customer: signal(customer),
      email: signal(undefined),
      phone: signal(undefined),
      purchasingCompany: signal(undefined),
    },
  });
}

function plain({
  inExtensionLocale: _,
  ...format
}: Intl.NumberFormatOptions & { inExtensionLocale?: boolean }) {
  return format;
}

export function signal<T>(value: T) {
  return { value, current: value, subscribe: () => () => {}, destroy: async () => {} };
}

/** A checkout that takes codes, and remembers what it was asked. */
export function takesCodes(result: "success" | "error" = "success") {
  return vi.fn(async (_change: { type: string; code: string }) =>
    createResult(
      "applyDiscountCodeChange",
      result === "success" ? { type: "success" } : { type: "error", message: "refused" },
    ),
  );
}

// What the shopper sees and does.

export function page(): string {
  return (document.body.textContent ?? "").replace(/\s+/g, " ");
}

export function button(name: string): HTMLElement {
  const all = Array.from(document.body.querySelectorAll<HTMLElement>("s-button"));
  const found = all.find(
    (element) => element.textContent === name || element.getAttribute("accessibilityLabel") === name,
  );
  if (!found) throw new Error(`no button "${name}" among: ${all.map((b) => b.textContent).join(", ")}`);
  return found;
}

export function isDisabled(element: HTMLElement): boolean {
  return element.hasAttribute("disabled");
}

export function click(name: string): void {
  button(name).dispatchEvent(new Event("click", { bubbles: true }));
}

export async function seen(text: string): Promise<void> {
  await vi.waitFor(
    () => {
      if (!page().includes(text)) throw new Error(`"${text}" is not on the page: ${page()}`);
    },
    { timeout: 8_000, interval: 10 },
  );
}
