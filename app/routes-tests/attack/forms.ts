/**
 * What a route can be asked, read from its own source: the names of its fields and its wishes. Whatever is added there is asked for from then on. Every field that may name
 * something is given what belongs to somebody else.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { AttackedRoute } from "./whole-app";

const contentOf = (file: string): string => readFileSync(join(process.cwd(), file), "utf8");

/** A route of one file speaks the contract's words; one of a folder has its own. */
function sourceOf({ file }: AttackedRoute): string {
  if (!/\/route\.tsx?$/.test(file)) {
    const contracts = [...contentOf(file).matchAll(/contract\/([\w-]+)"/g)].map(
      ([, name]) => `app/contract/${name}.ts`,
    );
    const shared = [...contentOf(file).matchAll(/shared\/([\w.-]+)"/g)].map(
      ([, name]) => `app/routes/shared/${name}.ts`,
    );
    const ofShared = shared.flatMap((path) =>
      [...contentOf(path).matchAll(/contract\/([\w-]+)"/g)].map(([, name]) => `app/contract/${name}.ts`),
    );
    return [file, ...contracts, ...shared, ...ofShared].map(contentOf).join("\n");
  }
  const folder = dirname(file);
  const own = readdirSync(join(process.cwd(), folder)).filter((name) =>
    /\.(server|route)\.ts$|^route\.tsx?$/.test(basename(name)),
  );
  return own.map((name) => contentOf(join(folder, name))).join("\n");
}

const wordsIn = (source: string, pattern: RegExp): readonly string[] =>
  [...source.matchAll(pattern)].flatMap((found) => found.slice(1).filter((word) => word !== undefined));

function wishesIn(source: string): readonly string[] {
  // What ends the asker's own admittance names nobody else, and nothing could be asked after it.
  const own = new Set(["disconnect"]);
  const single = wordsIn(source, /intent: z\.literal\("([\w-]+)"\)/g);
  const several = wordsIn(source, /intent: z\.enum\(\[([^\]]*)\]/g).flatMap((list) =>
    wordsIn(list, /"([\w-]+)"/g),
  );
  return [...new Set([...single, ...several])].filter((wish) => !own.has(wish));
}

/** In schemas, in forms, in queries. */
const fieldsIn = (source: string): readonly string[] =>
  [
    ...new Set([
      ...wordsIn(source, /\b([a-zA-Z]\w*): (?:z\b|id\w*\b|batchId|note|key|reason|fields|optional)/g),
      ...wordsIn(source, /z\.object\(\{ ([a-z]\w*)[, ]/g),
      ...wordsIn(source, /\bname="(\w+)"/g),
      ...wordsIn(source, /(?:searchParams|query|form|data)\.get\("(\w+)"\)/g),
      ...wordsIn(source, /\bwish\??\.(\w+)/g),
    ]),
  ].filter((name) => name !== "intent");

/** Fields that say how, and not what: anything else in them would only end the asking early. */
const plausible: Readonly<Record<string, string>> = {
  direction: "give",
  amount: "5",
  reason: "goodwill",
  note: "attack",
  decision: "approve",
  confirm: "yes",
  granted: "no",
  purpose: "marketing",
  points: "100",
  day: "1",
  month: "1",
  birthday: "01-01",
  kind: "product",
  tier: "gold",
  until: "",
};

export interface AttackForm {
  readonly wish: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Questions {
  readonly wishes: readonly string[];
  readonly fields: readonly string[];
  /** What the address is asked for. */
  readonly queries: readonly string[];
}

const known = new Map<string, Questions>();

export function questionsOf(route: AttackedRoute): Questions {
  const questions = known.get(route.id) ?? readQuestions(route);
  known.set(route.id, questions);
  return questions;
}

function readQuestions(route: AttackedRoute): Questions {
  const source = sourceOf(route);
  const read = wordsIn(source, /(?:searchParams\.get|query\.get|params\.get|text)\("(\w+)"\)/g);
  const whole = source.includes("fromEntries(url.searchParams)") ? fieldsIn(source) : [];
  const queries = [...new Set([...read, ...whole])];
  return { wishes: wishesIn(source), fields: fieldsIn(source), queries };
}

/** Every wish, with each of the values in every field that may name something. */
export function formsOf({ wishes, fields }: Questions, values: readonly string[]): readonly AttackForm[] {
  return (wishes.length > 0 ? wishes : [""]).flatMap((wish) =>
    values.map((value, index) => {
      const named = fields.map((name) => [
        name,
        plausible[name] ?? (name === "key" ? `attack-key-${index}` : value),
      ]);
      return { wish, fields: { ...Object.fromEntries(named), ...(wish === "" ? {} : { intent: wish }) } };
    }),
  );
}
