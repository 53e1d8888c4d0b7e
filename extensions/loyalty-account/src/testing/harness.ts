/** The official tester around this extension: the real entries, a `shopify` global of Shopify's own factories with our words in it, and our API answered at the HTTP line by msw. */
import { HttpResponse, http, type JsonBodyType } from "msw";
import { setupServer } from "msw/node";
import { i18nOf, isRecord, signal } from "../../../shared/testing/words";
import arabic from "../../locales/ar.json";
import english from "../../locales/en.default.json";
import persian from "../../locales/fa.json";
import { history, membership, referral, standing } from "./examples";

/** Where the tests' build says the app is; see app-address.ts. */
export const APP = "https://vafa.example";
process.env.APP_URL = APP;

export const locales = { en: english, fa: persian, ar: arabic };

export interface Told {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

/** An answer with its status, or a line that breaks. */
export type Say = (told: Told) => { readonly json: JsonBodyType; readonly status?: number } | "broken";

const usual: Readonly<Record<string, Say>> = {
  "GET standing": () => ({ json: standing }),
  "GET history": () => ({ json: history }),
  "GET referral": () => ({ json: referral }),
  "GET membership": () => ({ json: membership }),
};

/** Our API: what was asked, and what it says; a test changes what is true by setting `says`. */
export function playApi() {
  const asked: Told[] = [];
  const says: Record<string, Say> = { ...usual };
  const server = setupServer(
    http.all(`${APP}/api/account/*`, async ({ request }) => {
      const url = new URL(request.url);
      const path = url.pathname.replace("/api/account/", "");
      const json: unknown = request.method === "POST" ? await request.json() : {};
      const told = {
        method: request.method,
        path,
        query: url.searchParams,
        body: isRecord(json) ? json : {},
      };
      asked.push(told);
      const answer = says[`${request.method} ${path}`]?.(told) ?? {
        json: { error: "not found" },
        status: 404,
      };
      if (answer === "broken") return HttpResponse.error();
      return HttpResponse.json(answer.json, { status: answer.status ?? 200 });
    }),
  );
  const reset = () => {
    asked.length = 0;
    for (const key of Object.keys(says)) delete says[key];
    Object.assign(says, usual);
  };
  return { server, asked, says, reset };
}

/** What the tester leaves out: our words, real formats. */
export function furnish(shopify: object, locale = "en"): void {
  Object.assign(shopify, {
    i18n: i18nOf(english),
    localization: {
      language: signal({ isoCode: locale }),
      extensionLanguage: signal({ isoCode: locale }),
      country: signal(undefined),
    },
    sessionToken: { get: async () => "token" },
  });
}
