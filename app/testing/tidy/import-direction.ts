/** DESIGN.md §3: `routes, jobs → services → db, stores, messages → contract, insights → loyalty → nothing`. */
import { allImports, type Import } from "./code";
import { type House, isTest, type Look, type Rule } from "./house";

const CORE = ["loyalty", "insights", "contract"];
const DOORS_MAY = ["services", "db", "stores", "messages", "i18n", ...CORE];

/** Which rooms a room may import besides itself. A room that is not named here is not on the plan. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  loyalty: [],
  insights: ["loyalty"],
  contract: ["loyalty"],
  i18n: CORE,
  db: CORE,
  stores: ["i18n", "woocommerce-bridge", ...CORE],
  messages: ["i18n", ...CORE],
  services: ["db", "stores", "messages", "i18n", ...CORE],
  jobs: DOORS_MAY,
  components: ["i18n", ...CORE],
  routes: ["components", ...DOORS_MAY],
  extensions: ["contract", "loyalty"],
  "woocommerce-bridge": ["contract", "loyalty"],
};

/** Rooms around the product: they try it, measure it or show it, and may import anything (but see `sandbox`). */
const AROUND = new Set(["sandbox", "testing", "bench", "cli", "routes-tests"]);

/** Files directly in app/ that any shell room may use, and that use nothing but each other. */
const LEAVES = new Set(["env.server", "log.server", "metrics.server", "redact", "tracing.server"]);
const PURE = new Set(["loyalty", "insights", "contract"]);
/** Built for other machines, or packages of their own: of the app they know the core alone. */
const BESIDE = new Set(["extensions", "woocommerce-bridge"]);
/** The rooms that may use the other files directly in app/: those put the parts together (shopify.server, boot.server …). */
const MAY_USE_ROOTS = new Set(["routes", "jobs", "stores"]);

const ROOT = "app/";
/** A package of its own beside the app: the store port is the only door to it. */
const BRIDGE = "woocommerce-bridge/";

/** `loyalty` for app/loyalty/points.ts, `extensions` for all of them, `app/` for a file directly in app. */
export function roomOf(path: string): string {
  const [top = "", second = "", third] = path.split("/");
  if (top !== "app") return top;
  // `../i18n` is the index of that room.
  const room = MAY_IMPORT[second] !== undefined || AROUND.has(second);
  return third === undefined && !room ? ROOT : second;
}

const rootFile = (target: string): string => target.replace(/^app\//, "").replace(/\.(ts|tsx)$/, "");

export function mayImport(path: string, { target, typeOnly }: Pick<Import, "target" | "typeOnly">): boolean {
  if (target === undefined) return true;
  const from = roomOf(path);
  const to = roomOf(target);
  if (AROUND.has(from) || !(target.startsWith(ROOT) || target.startsWith(BRIDGE))) return true;
  if (isTest(path) && to === "testing") return true;
  if (from === ROOT) return !AROUND.has(to) && !(LEAVES.has(rootFile(path)) && to !== ROOT);
  if (to === ROOT) {
    if (PURE.has(from) || BESIDE.has(from) || from === "components") return typeOnly && !PURE.has(from);
    return LEAVES.has(rootFile(target)) || MAY_USE_ROOTS.has(from);
  }
  // A component may name the shape of what a loader hands it; a type leaves nothing in the bundle.
  if (from === "components" && typeOnly && ["services", "db", "stores"].includes(to)) return true;
  return from === to || (MAY_IMPORT[from] ?? []).includes(to);
}

function look(house: House): Look {
  const findings = new Set<string>();
  let seen = 0;
  for (const { path, ...found } of allImports(house)) {
    const from = roomOf(path);
    if (from !== ROOT && from !== "prisma" && !AROUND.has(from) && MAY_IMPORT[from] === undefined) {
      findings.add(`app/${from}/ is not a room of the plan`);
    }
    if (found.target === undefined) continue;
    seen += 1;
    if (!mayImport(path, found)) findings.add(`${path}:${found.line} imports ${found.target}`);
  }
  return { seen, findings: [...findings] };
}

export const importDirection: Rule = {
  rule: "imports go one way: routes, jobs → services → db, stores, messages → contract, insights → loyalty → nothing",
  why: "the core can be read, tested and trusted alone only while it knows nothing of what is around it (DESIGN.md §3)",
  mend: "move what is needed into the lower room, or hand it in as an argument; never import upwards or sideways",
  look,
};

export const sandboxApart: Rule = {
  rule: "nothing imports app/sandbox but the sandbox itself",
  why: "the product must not know that a shop can be emulated; the sandbox is a bundle of its own that speaks HTTP (docs/decisions/0002)",
  mend: "talk to it over HTTP, move the test into app/sandbox, or move what both need into the room it belongs to",
  look(house) {
    const findings: string[] = [];
    let seen = 0;
    for (const { path, target, line } of allImports(house)) {
      if (!target?.startsWith("app/sandbox/")) continue;
      seen += 1;
      if (roomOf(path) !== "sandbox") findings.push(`${path}:${line} imports ${target}`);
    }
    return { seen, findings };
  },
};
