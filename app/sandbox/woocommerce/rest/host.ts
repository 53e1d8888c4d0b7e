/** One shop's REST API: who asks is found out, whether they may, and what the route answers. Apart from HTTP, so that pages in the same process can ask as well. */
import { setTimeout as pause } from "node:timers/promises";
import type { WooWebhook } from "../state/records";
import type { WooShop } from "../state/shop";
import { type Asked, Authenticator } from "./authenticate";
import { failed, noRoute, type RestAnswer, type RestCall } from "./call";
import { withFields } from "./pages";
import { complaintAboutRights } from "./rights";
import { routes } from "./routes";
import { siteIndex } from "./site";
import { noSwitches, type RestFault, takeFault } from "./switches";

export interface RestHostParts {
  readonly shop: WooShop;
  /** The shop's address as WordPress believes it to be, without a slash at its end. */
  readonly home: string;
  /** Sends a webhook's ping; resolves when it was answered or given up. */
  readonly ping: (webhook: WooWebhook) => Promise<void>;
}

export interface RestRequest extends Asked {
  readonly body: Readonly<Record<string, unknown>>;
}

/** Takes the place of the emulated plugin where the real one runs; null where it does not answer. */
export type PluginRoutes = (call: RestCall) => Promise<RestAnswer | null>;

/** `lost`: what was asked is done, and nobody hears of it. */
export type HostAnswer = RestAnswer | "lost";

const methods = ["GET", "POST", "PUT", "DELETE"] as const;

export class RestHost {
  readonly switches = noSwitches();
  /** Whether the companion plugin is there; without it its routes are unknown. */
  pluginActive = true;
  plugin: PluginRoutes | null = null;
  private readonly authenticator: Authenticator;

  constructor(readonly parts: RestHostParts) {
    this.authenticator = new Authenticator(parts.shop);
  }

  async answer(request: RestRequest): Promise<HostAnswer> {
    if (this.switches.delayMs > 0) await pause(this.switches.delayMs);
    const fault = takeFault(this.switches);
    if (fault !== null && fault !== "lost") return faulty[fault]();
    const answer = await this.routed(request);
    return fault === "lost" ? "lost" : answer;
  }

  private async routed(request: RestRequest): Promise<RestAnswer> {
    const { shop, home, ping } = this.parts;
    const who = this.authenticator.who(request, home);
    if (who !== null && "answer" in who) return who.answer;
    if (request.path === "") return siteIndex(shop, home, this.pluginActive);
    const method = methods.find((one) => one === (request.method === "PATCH" ? "PUT" : request.method));
    const found = routes.find(
      ({ pattern, handlers }) => pattern.test(request.path) && method && handlers[method],
    );
    const ofPlugin = request.path.startsWith("wc-vafa/");
    if (method === undefined || found === undefined || (ofPlugin && !this.pluginActive)) return noRoute();
    const complaint = complaintAboutRights(who?.user ?? null, { ...request, single: found.single });
    if (complaint !== null) return ofPlugin ? forbidden(who === null) : complaint;
    if (who === null) return forbidden(true);
    const ids = found.pattern.exec(request.path)?.slice(1) ?? [];
    const { path, query, body } = request;
    const call: RestCall = {
      shop,
      home,
      method,
      path,
      ids,
      query,
      body,
      user: who.user,
      switches: this.switches,
      ping,
    };
    const own = ofPlugin ? await this.plugin?.(call) : null;
    const answer = own ?? (await found.handlers[method]?.(call)) ?? noRoute();
    if (!found.single || answer.status >= 300) return answer;
    return { ...answer, body: withFields(answer.body, query.list("_fields")) };
  }
}

/** What WordPress itself says where a plugin's own check fails. */
const forbidden = (nobody: boolean): RestAnswer =>
  failed("rest_forbidden", "Sorry, you are not allowed to do that.", nobody ? 401 : 403);

const page = (status: number, title: string): RestAnswer => ({
  status,
  body: `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1></html>`,
  headers: { "Content-Type": "text/html; charset=UTF-8" },
});

const faulty: Readonly<Record<Exclude<RestFault, "lost">, () => RestAnswer>> = {
  500: () => failed("internal_server_error", "<p>There has been a critical error on this website.</p>", 500),
  502: () => page(502, "502 Bad Gateway"),
  503: () => page(503, "Briefly unavailable for scheduled maintenance. Check back in a minute."),
  429: () => ({ ...page(429, "Too Many Requests"), headers: { "Retry-After": "1" } }),
  401: () => failed("woocommerce_rest_authentication_error", "Consumer key is invalid.", 401),
  403: () => failed("woocommerce_rest_cannot_view", "Sorry, you cannot list resources.", 403),
  page: () => page(200, "Just a moment..."),
  redirect: () => ({
    status: 301,
    body: "",
    headers: { Location: "http://169.254.169.254/latest/meta-data/" },
  }),
};
