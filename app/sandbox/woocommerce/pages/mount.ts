/**
 * The pages of the WordPress shops on the sandbox's router: `/wordpress/{name}/…`. What begins with `wp-` or `wc-` and is none of WordPress' pages (its REST API, its
 * consent page) is left to whoever is mounted after.
 */
import express, { type Request, type Response, type Router } from "express";
import type { WooShop } from "../state/shop";
import type { PhpAnswer } from "../wordpress/php-pool";
import { routeOf } from "./routes";
import { PLUGIN_FOLDER, type SmallWordPress } from "./small-wordpress";
import { isLocale } from "./tongues";
import { logIn, logOut, type Visit, visitOf } from "./visit";

export interface WordPressMount {
  readonly find: (name: string) => WooShop | null;
  /** The shop's address, without a slash at its end. */
  readonly homeOf: (shop: WooShop) => string;
  readonly wordpress: SmallWordPress;
}

const LARGEST = "1mb";

export function mountWordPress(router: Router, mount: WordPressMount): void {
  const body = express.raw({ type: () => true, limit: LARGEST });
  router.use(
    "/wordpress/:shop/wp-content/plugins/vafa-loyalty/assets",
    express.static(`${PLUGIN_FOLDER}/assets`, { maxAge: 0 }),
  );
  router.put("/wordpress/:shop/wp-sandbox/line/:line(open|away|slow)", (request, response) =>
    setLine(mount, request, response),
  );
  router.get("/wordpress/:shop/wp-sandbox/complaints", (_request, response) =>
    response.json(mount.wordpress.complaints),
  );
  router.use("/wordpress/:shop", (request, response, next) => {
    if (!isOurs(request)) return next();
    body(request, response, (error?: unknown) => {
      if (error) next(error);
      else serve(mount, request, response).catch(next);
    });
  });
}

const isOurs = (request: Request): boolean =>
  request.path === "/wp-login.php" || (routeOf(request.path) !== null && !("rest_route" in request.query));

function setLine({ find, wordpress }: WordPressMount, request: Request, response: Response): void {
  const shop = find(String(request.params.shop));
  const line = (["open", "away", "slow"] as const).find((one) => one === request.params.line);
  if (shop === null || line === undefined) return void response.status(404).end();
  wordpress.lines.set(shop.name, line);
  // What the plugin had asked a moment ago, and its minute of silence after a failure, are over: the change is felt at once.
  for (const { name } of shop.options.rows())
    if (/^_transient_(timeout_)?vafa_/.test(name)) shop.deleteOption(name);
  response.json({ line });
}

async function serve(mount: WordPressMount, request: Request, response: Response): Promise<void> {
  const shop = mount.find(String(request.params.shop));
  const route = routeOf(request.path);
  if (shop === null) return void response.status(404).type("text/plain").send("There is no such shop.");
  const home = mount.homeOf(shop);
  if (request.method === "GET" && request.get("host") !== new URL(home).host) {
    // As WordPress: one address is the right one, and cookies belong to it.
    return void response.redirect(301, new URL(request.originalUrl, home).toString());
  }
  const visit = visitOf({ shop, home }, request, response);
  if (request.path === "/wp-login.php") return logInOrOut(visit, request, response);
  if (route === null) return void response.status(404).end();
  const answer = await mount.wordpress.answer(visit, route, {
    method: request.method,
    uri: withoutLanguage(request),
    headers: headersOf(request),
    body: Buffer.isBuffer(request.body) && request.body.length > 0 ? request.body : null,
  });
  give(answer, response);
}

/** The chosen language is in its cookie; forms that post to their own page need not carry it. */
function withoutLanguage(request: Request): string {
  const url = new URL(request.originalUrl, "http://localhost");
  if (!isLocale(url.searchParams.get("lang"))) return request.originalUrl;
  url.searchParams.delete("lang");
  return url.pathname + url.search;
}

const headersOf = (request: Request): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );

const NOT_PASSED_ON = new Set(["x-powered-by", "transfer-encoding", "content-length", "connection"]);

function give(answer: PhpAnswer, response: Response): void {
  response.status(answer.status);
  for (const [name, values] of Object.entries(answer.headers))
    if (!NOT_PASSED_ON.has(name)) for (const value of values) response.append(name, value);
  response.end(answer.body);
}

function logInOrOut(visit: Visit, request: Request, response: Response): void {
  const { home, shop } = visit;
  const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "");
  const account = `${home}/my-account/`;
  if (request.query.action === "logout") {
    logOut(visit, response);
    return void response.redirect(303, account);
  }
  const wish = form.get("user") ?? (typeof request.query.user === "string" ? request.query.user : null);
  const user = wish === null ? null : (shop.user(Number(wish)) ?? shop.userByLogin(wish));
  const back = form.get("redirect_to") ?? request.query.redirect_to;
  const inside = typeof back === "string" && (back === home || back.startsWith(`${home}/`));
  if (user === null) {
    const query = inside ? `?redirect_to=${encodeURIComponent(back)}` : "";
    return void response.redirect(303, account + query);
  }
  logIn(visit, response, user);
  response.redirect(303, inside ? back : account);
}
