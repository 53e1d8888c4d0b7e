/** A WordPress of a shop at work: a request becomes PHP's, with the real plugin in it, and PHP's answer becomes ours. The plugin is activated once per shop, in a request of its own. */

import type { SandboxLog } from "../../context";
import { projectPath, sandboxFile } from "../../paths";
import { type PhpAnswer, PhpPool, type PhpRequest } from "../wordpress/php-pool";
import { answersFrom } from "./answers";
import { wooBanner, wooWindowPath } from "./banner";
import { pages, userFacts } from "./facts";
import { callRemote, type Line, type RemoteCall } from "./remote";
import type { Route } from "./routes";
import { wordPressLocale } from "./tongues";
import { sessionOf, type Visit } from "./visit";

export const PLUGIN = "vafa-loyalty/vafa-loyalty.php";
export const PLUGIN_FOLDER = projectPath("woocommerce-bridge", "plugin");

export interface Incoming {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export class SmallWordPress {
  /** How the line from this shop's PHP to the world is; open where nothing is said. */
  readonly lines = new Map<string, Line>();
  /** Hears of every call of PHP into the world as it begins. */
  onCall: (call: RemoteCall) => void = () => undefined;
  /** Warnings and fatal errors of PHP, newest last. */
  readonly complaints: string[] = [];
  private readonly activating = new Map<string, Promise<void>>();
  private readonly pool = new PhpPool({
    folders: [
      { from: sandboxFile("woocommerce", "wordpress", "php"), to: "/sandbox" },
      { from: PLUGIN_FOLDER, to: "/wordpress/wp-content/plugins/vafa-loyalty" },
    ],
    script: "/sandbox/site/boot.php",
  });

  constructor(private readonly log: SandboxLog) {}

  async answer(visit: Visit, route: Route, incoming: Incoming): Promise<PhpAnswer> {
    await this.activate(visit);
    return this.run(visit, route, { incoming, more: {} });
  }

  /** A request to the plugin's own REST routes, by somebody whose key was checked. */
  async rest(visit: Visit, path: string, incoming: Incoming): Promise<PhpAnswer> {
    await this.activate(visit);
    const route: Route = { page: "rest", path: "/", rest: [], window: "shop" };
    return this.run(visit, route, { incoming, more: { route: `/${path}`, headers: incoming.headers } });
  }

  close(): void {
    this.pool.close();
  }

  private activate(visit: Visit): Promise<void> {
    const { shop } = visit;
    const active = shop.option("active_plugins");
    if (Array.isArray(active) && active.includes(PLUGIN)) return Promise.resolve();
    const going = this.activating.get(shop.name);
    if (going !== undefined) return going;
    const route: Route = { page: "home", path: "/", rest: [], window: "admin" };
    const incoming: Incoming = { method: "GET", uri: "/", headers: {}, body: null };
    const work = this.run(visit, route, { incoming, more: { activate: PLUGIN } })
      .then(() => undefined)
      .finally(() => this.activating.delete(shop.name));
    this.activating.set(shop.name, work);
    return work;
  }

  private run(
    visit: Visit,
    route: Route,
    { incoming, more }: { incoming: Incoming; more: Readonly<Record<string, unknown>> },
  ): Promise<PhpAnswer> {
    const desk = {
      visit,
      where: route.page.includes("checkout") ? ("checkout" as const) : ("cart" as const),
      request: { ...requestFacts(visit, route), ...more },
      call: (call: RemoteCall) => {
        this.onCall(call);
        return callRemote(call, this.lines.get(visit.shop.name) ?? "open");
      },
      complain: (message: string) => this.complain(visit.shop.name, message),
    };
    return this.pool.answer(phpRequest(visit, incoming), answersFrom(desk));
  }

  private complain(shop: string, message: string): void {
    this.complaints.push(`${shop}: ${message}`);
    this.log.warn({ shop, message }, "PHP complains");
  }
}

function requestFacts(visit: Visit, route: Route) {
  const { shop, home, user, language } = visit;
  const { settings } = shop;
  const session = sessionOf(shop, visit.sessionToken, user?.id ?? 0);
  return {
    page: route.page,
    path: route.path,
    rest: route.rest,
    slug: route.slug,
    postId: pages.find(({ path }) => path === route.path)?.id ?? 0,
    blocks: { cart: ["woocommerce/cart"], checkout: ["woocommerce/checkout"] }[route.page] ?? [],
    site: {
      name: shop.name,
      url: home,
      title: settings.title,
      tagline: settings.tagline[language],
      language: wordPressLocale(settings.locale),
      taxRate: settings.taxRateBp / 10_000,
    },
    pages,
    plugins: [PLUGIN],
    language: wordPressLocale(language),
    user: user === null ? null : userFacts(user, visit.chosenLanguage),
    loginToken: visit.loginToken,
    session: {
      token: visit.sessionToken,
      kept: shop.sessions.get(visit.sessionToken) !== null,
      data: session.data,
      email: session.email,
    },
    banner: wooBanner(shop, language, route.window).toString(),
    desk: wooWindowPath("desk", shop),
  };
}

function phpRequest({ home }: Visit, { method, uri, headers, body }: Incoming): PhpRequest {
  const { host, protocol } = new URL(home);
  return {
    method,
    uri,
    headers: { ...headers, host },
    body,
    server: {
      REQUEST_URI: uri,
      HTTP_HOST: host,
      SERVER_NAME: host.split(":")[0] ?? "localhost",
      ...(protocol === "https:" ? { HTTPS: "on" } : {}),
    },
  };
}
