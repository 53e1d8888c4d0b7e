/** What every file owes its reader: a short length, an opening comment, a name in the house's spelling, a place. */
import { filesOf, isTest, type Rule } from "./house";

const LONGEST = 200;
/** A test is a list of laws, read one at a time. */
const LONGEST_TEST = 300;

/** Files that are longer, and why each is. Short, and to stay so. */
const LONG: Readonly<Record<string, string>> = {
  "extensions/loyalty-theme/assets/vafa.css":
    "one style sheet is one request: Shopify serves theme assets as they are",
  "extensions/loyalty-theme/assets/vafa.js":
    "one script is one request: Shopify serves theme assets as they are",
};

const READ =
  /^(app|extensions|woocommerce-bridge)\/.*\.(ts|tsx|mjs|js|css|liquid)$|^woocommerce-bridge\/plugin\/.*\.php$/;

export const shortFiles: Rule = {
  rule: `a file has at most ${LONGEST} lines, a test ${LONGEST_TEST}`,
  why: "one idea fits on a few screens; a longer file holds two",
  mend: "split it by idea (never by number); a file that is one long table goes on the list in app/testing/tidy/files.ts with its reason",
  look(house) {
    const findings: string[] = [];
    let seen = 0;
    for (const [path, text] of filesOf(house, READ)) {
      seen += 1;
      const lines = text.trimEnd().split("\n").length;
      const long = lines > (isTest(path) ? LONGEST_TEST : LONGEST);
      const listed = LONG[path] !== undefined;
      if (long && !listed) findings.push(`${path} has ${lines}`);
      if (!long && listed) findings.push(`${path} is on the list, but is short enough now`);
    }
    const gone = Object.keys(LONG).filter((path) => !house.has(path));
    for (const path of gone) findings.push(`${path} is on the list, but is gone`);
    return { seen, findings };
  },
};

const PRAGMA = /^(#!.*\n|\/\/ @ts-check\n|\/\*\* @jsx\w* .*\*\/\n|\/\/ @vitest-environment .*\n|\s)*/;
/** Type declarations of the Shopify CLI, and what Prisma notes for itself. */
const WRITTEN_BY_TOOLS = /\.d\.ts$|^prisma\/migrations\/migration_lock\.toml$/;

const OPENINGS: readonly [ending: RegExp, opening: RegExp][] = [
  [/\.(ts|tsx|mjs|js)$/, /^(\/\*|\/\/)/],
  [/\.css$/, /^\/\*/],
  [/\.liquid$/, /^(\{%-?\s*(comment|doc|#)|\{%-?\s*liquid\s+#|<!--)/],
  [/\.toml$/, /^#/],
  [/\.sql$/, /^--/],
  [/\.prisma$/, /^\/\//],
  [/\.php$/, /^<\?php\n\/\*\*/],
];

export const openingComments: Rule = {
  rule: "every file opens with a comment that says what it is",
  why: "who opens a file must know within one breath whether this is the place",
  mend: "begin with one or two sentences in the field's words, and name the law the file keeps",
  look(house) {
    const findings: string[] = [];
    let seen = 0;
    for (const [path, text] of filesOf(
      house,
      /^(app|extensions|prisma|woocommerce-bridge)\/|^[^/]+\.(ts|toml)$/,
    )) {
      const opening = OPENINGS.find(([ending]) => ending.test(path))?.[1];
      if (!opening || WRITTEN_BY_TOOLS.test(path)) continue;
      seen += 1;
      if (!opening.test(text.replace(PRAGMA, ""))) findings.push(path);
    }
    return { seen, findings };
  },
};

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** Remix reads routes by name: `_index`, `$memberId`, a trailing `_`, and `[.]` for a dot that is one in the address. */
const ROUTE = /^([a-z0-9._-]|\[\.\])*(\$[a-zA-Z]*[a-z0-9._-]*)*$/;
/** Prisma's migrations and Shopify's locales have their own spelling; recordings keep the name they came with. */
const OTHERS = /^prisma\/migrations\/|\/locales\/|^woocommerce-bridge\/recorded\//;

export const kebabNames: Rule = {
  rule: "files and folders are named in kebab-case",
  why: "one spelling is found by everyone, on every file system",
  mend: "git mv it; one word per thing, from the glossary",
  look(house) {
    const findings: string[] = [];
    let seen = 0;
    for (const [path] of filesOf(house, /^(app|extensions|prisma|docs|woocommerce-bridge)\//)) {
      if (OTHERS.test(path)) continue;
      seen += 1;
      const spelling = path.startsWith("app/routes/") ? ROUTE : KEBAB;
      if (!path.split("/").every((part) => spelling.test(part))) findings.push(path);
    }
    return { seen, findings };
  },
};

export const noTestIsARoute: Rule = {
  rule: "no test file stands in app/routes",
  why: "Remix makes a public address of every file there",
  mend: "put it in app/routes-tests, or beside the service that the route calls",
  look(house) {
    const routes = [...filesOf(house, /^app\/routes\//)].map(([path]) => path);
    return {
      seen: routes.length,
      findings: routes.filter((path) => isTest(path) || /\.(spec|bench)\./.test(path)),
    };
  },
};
