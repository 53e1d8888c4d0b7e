/**
 * The whole app without a server: every route that there is, found by the same rules that Remix finds them by, behind Remix's own handler. What is attacked grows by
 * itself when a route is added; nothing is named here.
 */
import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/node";
import { refusals } from "../../cli/refuse-nonsense.mjs";
import * as entry from "../../entry.server";
import { remixFuture } from "../../remix-future";
import * as root from "../../root";

type RouteModule = ServerBuild["routes"][string]["module"];

const modules = import.meta.glob<RouteModule>(["../../routes/*.{ts,tsx}", "../../routes/*/route.{ts,tsx}"]);

export interface AttackedRoute {
  readonly id: string;
  /** As it is asked for, with its parameters: "/app/members/:memberId". */
  readonly path: string;
  readonly index: boolean;
  readonly parentId: string;
  readonly file: string;
  readonly module: RouteModule;
}

/** "proxy.redemptions_.$id" → "/proxy/redemptions/:id" */
function pathOf(name: string): string {
  // What stands in brackets is text: "admin-bridge[.]js".
  const parts = name
    .split(/(\[[^\]]*\])/)
    .map((part) => (part.startsWith("[") ? part.slice(1, -1) : part.replaceAll(".", "/")));
  const segments = parts
    .join("")
    .split("/")
    .map((segment) => segment.replace(/_$/, ""))
    .filter((segment) => segment !== "" && !segment.startsWith("_"))
    .map((segment) => (segment === "$" ? "*" : segment.replace(/^\$/, ":")));
  return `/${segments.join("/")}`;
}

async function readRoutes(): Promise<readonly AttackedRoute[]> {
  const found = Object.entries(modules).map(async ([file, load]) => {
    const name = file.replace("../../routes/", "").replace(/(\/route)?\.tsx?$/, "");
    return {
      id: `routes/${name}`,
      path: pathOf(name),
      index: name.endsWith("_index"),
      parentId: /^app[._]/.test(name) ? "routes/app" : "root",
      file: file.replace("../../", "app/"),
      module: await load(),
    };
  });
  return (await Promise.all(found))
    .filter(({ id }) => id !== "routes/app")
    .sort((a, b) => a.id.localeCompare(b.id));
}

function manifestOf(routes: ServerBuild["routes"]): ServerBuild["assets"] {
  const entries = Object.values(routes).map((route) => [
    route.id,
    {
      id: route.id,
      path: route.path,
      index: route.index,
      parentId: route.parentId,
      hasAction: "action" in route.module,
      hasLoader: "loader" in route.module,
      hasErrorBoundary: "ErrorBoundary" in route.module,
      module: `/assets/${encodeURIComponent(route.id)}.js`,
      imports: [],
    },
  ]);
  return {
    entry: { module: "/assets/entry.js", imports: [] },
    routes: Object.fromEntries(entries),
    url: "/assets/manifest.js",
    version: "attack",
  };
}

function buildOf(attacked: readonly AttackedRoute[], frame: RouteModule): ServerBuild {
  const routes: ServerBuild["routes"] = {
    root: { id: "root", path: "", module: root },
    "routes/app": { id: "routes/app", parentId: "root", path: "app", module: frame },
  };
  for (const { id, path, index, parentId, module } of attacked) {
    const own = parentId === "root" ? path.slice(1) : path.slice("/app/".length);
    routes[id] = { id, parentId, module, ...(index ? { index } : {}), ...(own === "" ? {} : { path: own }) };
  }
  return {
    entry: { module: entry as ServerBuild["entry"]["module"] },
    routes,
    assets: manifestOf(routes),
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future: remixFuture,
    isSpaMode: false,
    mode: "production",
  };
}

export interface AskedApp {
  ask(request: Request, context?: AppLoadContext): Promise<Response>;
}

export interface WholeApp extends AskedApp {
  readonly routes: readonly AttackedRoute[];
  /** With this route alone in its frame: Remix sorts all routes anew for every request, which among eighty is half of the work. */
  alone(route: AttackedRoute): AskedApp;
}

/** What the router says in development of addresses that lead nowhere; everybody here asks for such. */
const ofRouter = /^(No routes matched|The URL path|Matched leaf route)/;

function quietRouter(): void {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!ofRouter.test(String(words[0]))) warn(...words);
  };
}

export async function wholeApp(): Promise<WholeApp> {
  quietRouter();
  const frame = await modules["../../routes/app/route.tsx"]?.();
  if (!frame) throw new Error("the admin has no frame");
  const routes = await readRoutes();
  const asked = (some: readonly AttackedRoute[]): AskedApp => {
    const build = buildOf(some, frame);
    const handle = createRequestHandler(build, "production");
    const refusalOf = refusals(build.routes);
    return {
      ask: async (request, context) => {
        const refusal = refusalOf(request);
        return refusal ? new Response(refusal.text, { status: refusal.status }) : handle(request, context);
      },
    };
  };
  const lonely = new Map<AttackedRoute, AskedApp>();
  const nobodys = routes.filter(({ path }) => path === "/*");
  const alone = (route: AttackedRoute): AskedApp => {
    const known = lonely.get(route) ?? asked([...new Set([route, ...nobodys])]);
    lonely.set(route, known);
    return known;
  };
  return { routes, alone, ...asked(routes) };
}
