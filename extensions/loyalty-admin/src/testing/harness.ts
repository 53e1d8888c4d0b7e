/** The official tester around these extensions: the real entries, our words, and our API answered at the HTTP line by msw. */
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import type { AdjustAnswer, AdminBlockView } from "../../../../app/contract/admin-block-api";
import { i18nOf, isRecord } from "../../../shared/testing/words";
import arabic from "../../locales/ar.json";
import english from "../../locales/en.default.json";
import persian from "../../locales/fa.json";

export const APP = "https://vafa.example";
process.env.APP_URL = APP;

export const locales = { en: english, fa: persian, ar: arabic };

export const view: AdminBlockView = {
  locale: "en",
  direction: "ltr",
  pointsName: "points",
  member: {
    memberId: 17,
    path: "/app/members/17",
    status: "active",
    statusText: null,
    balance: 1_250,
    balanceText: "1,250 points",
    heldText: "40 pending",
    tier: "Silver",
    progress: { percent: 62, text: "62% of the way to Gold" },
    joinedText: "Member since Nov 1, 2026",
    entries: [
      {
        seq: 1,
        kind: "earn",
        sentence: "For order #1001",
        details: ["Points for every purchase: 300"],
        points: 300,
        pointsText: "+300",
        dateText: "Nov 1, 2026",
        notes: [],
      },
    ],
  },
  reasons: [
    { id: "goodwill", label: "Goodwill" },
    { id: "mistake", label: "Mistake" },
  ],
};

export function playApi() {
  const state = { view, answer: null as AdjustAnswer | "broken" | null, down: false };
  const sent: Record<string, unknown>[] = [];
  const asked: Request[] = [];
  const server = setupServer(
    http.get(`${APP}/api/admin-block/customers/7001`, ({ request }) => {
      asked.push(request);
      return state.down ? HttpResponse.error() : HttpResponse.json(state.view);
    }),
    http.post(`${APP}/api/admin-block/customers/7001/adjust`, async ({ request }) => {
      const body: unknown = await request.json();
      sent.push(isRecord(body) ? body : {});
      if (state.answer === "broken" || state.answer === null) return HttpResponse.error();
      return HttpResponse.json(state.answer, { status: state.answer.status === "done" ? 200 : 409 });
    }),
  );
  const reset = () => {
    Object.assign(state, { view, answer: null, down: false });
    sent.length = 0;
    asked.length = 0;
  };
  return { server, state, sent, asked, reset };
}

export function furnish(shopify: object): void {
  Object.assign(shopify, {
    i18n: i18nOf(english),
    auth: { idToken: async () => "token" },
    data: { selected: [{ id: "gid://shopify/Customer/7001" }] },
  });
}
