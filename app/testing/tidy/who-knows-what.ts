/** Each outside thing is known in one place: the database's packages, Shopify's packages, the environment. */
import { allImports, CODE, dottedNames } from "./code";
import { filesOf, type House, isTest, type Look, type Rule } from "./house";

interface Secret {
  what: string;
  packages: RegExp;
  /** Who may import them. */
  knows: RegExp;
}

const AROUND = "app/(sandbox|testing|bench|cli|routes-tests)/";

const SECRETS: readonly Secret[] = [
  {
    what: "Prisma and the database drivers",
    packages:
      /^(@prisma\/|\.prisma|prisma(\/|$)|pg$|@electric-sql\/|@shopify\/shopify-app-session-storage-prisma)/,
    knows: new RegExp(`^(app/db/|prisma/|${AROUND})`),
  },
  {
    what: "pg-boss",
    packages: /^pg-boss(\/|$)/,
    knows: new RegExp(`^(app/jobs/|app/db/|${AROUND})`),
  },
  {
    what: "Shopify's server packages",
    packages:
      /^@shopify\/(?!polaris(\/|$)|app-bridge-react$|app-bridge-types$|ui-extensions|shopify-app-session-storage)/,
    // The official session storage is where Prisma and Shopify meet; its decorator stands with the database.
    knows: new RegExp(
      `^(app/stores/shopify/|app/db/sessions\\.|app/shopify\\.server\\.ts$|${AROUND}|extensions/)`,
    ),
  },
  {
    what: "Polaris and App Bridge",
    packages: /^@shopify\/(polaris|app-bridge)/,
    knows: new RegExp(`^(app/components/|app/routes/|app/i18n/|app/root\\.tsx$|${AROUND})`),
  },
  {
    what: "Shopify's UI extension packages",
    packages: /^@shopify\/ui-extensions/,
    knows: new RegExp(`^(extensions/|${AROUND})`),
  },
  {
    what: "WooCommerce's client",
    packages: /^@woocommerce\//,
    knows: /^woocommerce-bridge\/src\//,
  },
  {
    what: "the web framework",
    packages: /^@remix-run\//,
    knows: new RegExp(
      `^(app/routes/|app/components/|app/root\\.tsx$|app/entry\\.|app/shopify\\.server\\.ts$|${AROUND})`,
    ),
  },
];

/** The layout route gives the frame that Shopify's library draws, and its way of passing errors on; there is no other road to them. */
const IN_ROUTES = /^@shopify\/shopify-app-remix\/(react|server)$/;

function lookAtPackages(house: House): Look {
  const findings: string[] = [];
  let seen = 0;
  for (const { path, specifier, target, line } of allImports(house)) {
    if (target !== undefined) continue;
    for (const { what, packages, knows } of SECRETS) {
      if (!packages.test(specifier)) continue;
      seen += 1;
      if (knows.test(path) || (path.startsWith("app/routes/") && IN_ROUTES.test(specifier))) continue;
      findings.push(`${path}:${line} imports ${specifier}, but ${what} are not its business`);
    }
  }
  return { seen, findings };
}

export const packagesInTheirPlace: Rule = {
  rule: "only app/db knows Prisma, only app/stores/shopify and app/shopify.server.ts know Shopify, only doors and components know Remix and Polaris",
  why: "each of these has a successor: what one room knows can be exchanged in one room (DESIGN.md §3 and §5)",
  mend: "call the plain function that the room in the know exports, or add one there",
  look: lookAtPackages,
};

const MAY_READ_ENVIRONMENT = new RegExp(`^(app/env\\.server\\.ts$|${AROUND})`);

export const environmentInOnePlace: Rule = {
  rule: "only app/env.server.ts reads process.env",
  why: "a variable read in passing is undocumented, unparsed and found missing only when a shop needs it",
  mend: "add it to a schema of app/env.server.ts and import its reader",
  look(house) {
    const findings: string[] = [];
    let seen = 0;
    for (const [path, text] of filesOf(house, CODE)) {
      if (!text.includes("process") || path.startsWith("extensions/")) continue;
      for (const { name, line } of dottedNames(path, text)) {
        if (name !== "process.env" && name !== "process.[]") continue;
        seen += 1;
        if (!MAY_READ_ENVIRONMENT.test(path) && !isTest(path)) findings.push(`${path}:${line}`);
      }
      // `env = process.env` as a default argument is a property access too; destructuring hides it.
      if (/\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/.test(text) && !MAY_READ_ENVIRONMENT.test(path)) {
        findings.push(`${path} takes env out of process`);
      }
    }
    return { seen, findings };
  },
};
