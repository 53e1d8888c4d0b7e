/**
 * Shopify's search syntax, as far as anybody here asks for it: `field:value`, comparators, quotes, `AND`, `OR`, `NOT`/`-` and
 * brackets. A field that is not emulated is an error by name; Shopify would ignore it and answer too much.
 */
import { GraphQLError } from "graphql";

/** How one field compares with the text that was written for it. */
export type Matcher<T> = (item: T, value: string, comparator: Comparator) => boolean;
export type Comparator = ":" | ":>" | ":>=" | ":<" | ":<=";

export interface Searchable<T> {
  readonly what: string;
  readonly fields: Readonly<Record<string, Matcher<T>>>;
  /** A bare word. */
  readonly word: (item: T, value: string) => boolean;
}

type Test<T> = (item: T) => boolean;

const TOKEN = /\s*(\(|\)|-?[A-Za-z_.]+:(?:>=|<=|>|<)?(?:"[^"]*"|'[^']*'|[^\s()]+)|"[^"]*"|[^\s()]+)/y;

export function searchTest<T>(query: string | null, searchable: Searchable<T>): Test<T> {
  const tokens = tokensOf(query ?? "");
  if (tokens.length === 0) return () => true;
  const parser = new Parser(tokens, searchable);
  return parser.whole();
}

function tokensOf(query: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(query); match !== null; match = TOKEN.exec(query)) tokens.push(match[1] ?? "");
  return tokens;
}

class Parser<T> {
  private position = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly searchable: Searchable<T>,
  ) {}

  whole(): Test<T> {
    const test = this.anyOf();
    if (this.position < this.tokens.length) throw unreadable(this.tokens.join(" "));
    return test;
  }

  private anyOf(): Test<T> {
    const tests = [this.allOf()];
    while (this.take("OR")) tests.push(this.allOf());
    return (item) => tests.some((test) => test(item));
  }

  private allOf(): Test<T> {
    const tests = [this.one()];
    while (this.position < this.tokens.length && !["OR", ")"].includes(this.tokens[this.position] ?? "")) {
      this.take("AND");
      tests.push(this.one());
    }
    return (item) => tests.every((test) => test(item));
  }

  private one(): Test<T> {
    if (this.take("NOT")) {
      const test = this.one();
      return (item) => !test(item);
    }
    if (this.take("(")) {
      const test = this.anyOf();
      if (!this.take(")")) throw unreadable(this.tokens.join(" "));
      return test;
    }
    const token = this.tokens[this.position];
    if (token === undefined) throw unreadable(this.tokens.join(" "));
    this.position += 1;
    return this.term(token);
  }

  private term(token: string): Test<T> {
    const match = /^(-?)([A-Za-z_.]+)(:(?:>=|<=|>|<)?)(.+)$/s.exec(token);
    const [, minus, name = "", comparator = ":", value = ""] = match ?? [];
    if (match === null) return (item) => this.searchable.word(item, unquote(token).toLowerCase());
    const field = this.searchable.fields[name];
    if (field === undefined) {
      throw new GraphQLError(`The sandbox does not search ${this.searchable.what} by "${name}".`, {
        extensions: { code: "SANDBOX_UNSUPPORTED" },
      });
    }
    const test: Test<T> = (item) => field(item, unquote(value), comparatorOf(comparator));
    return minus === "-" ? (item) => !test(item) : test;
  }

  private take(token: string): boolean {
    if (this.tokens[this.position] !== token) return false;
    this.position += 1;
    return true;
  }
}

function comparatorOf(text: string): Comparator {
  return text === ":>" || text === ":>=" || text === ":<" || text === ":<=" ? text : ":";
}

const unquote = (text: string) => text.replace(/^(["'])(.*)\1$/s, "$2");

function unreadable(query: string): GraphQLError {
  return new GraphQLError(`The search query cannot be read: ${query}`, {
    extensions: { code: "BAD_REQUEST" },
  });
}

function compare(have: number, want: number, comparator: Comparator): boolean {
  switch (comparator) {
    case ":>":
      return have > want;
    case ":>=":
      return have >= want;
    case ":<":
      return have < want;
    case ":<=":
      return have <= want;
    default:
      return have === want;
  }
}

export const byNumber =
  <T>(pick: (item: T) => number): Matcher<T> =>
  (item, value, comparator) =>
    compare(pick(item), Number(value.replace(/^gid:\/\/.*\//, "")), comparator);

/** A day without a time means the whole day when it is compared for equality. */
export const byTime =
  <T>(pick: (item: T) => number): Matcher<T> =>
  (item, value, comparator) => {
    const at = Date.parse(value);
    if (Number.isNaN(at)) throw unreadable(value);
    if (comparator === ":" && /^\d{4}-\d\d-\d\d$/.test(value)) {
      return pick(item) >= at && pick(item) < at + 86_400_000;
    }
    return compare(pick(item), at, comparator);
  };

/** Upper and lower case are the same; `*` at the end stands for anything. */
export const byText =
  <T>(pick: (item: T) => readonly (string | null)[]): Matcher<T> =>
  (item, value) => {
    const wanted = value.toLowerCase();
    return pick(item).some((text) => {
      const have = text?.toLowerCase() ?? "";
      return wanted.endsWith("*") ? have.startsWith(wanted.slice(0, -1)) : have === wanted;
    });
  };
