/**
 * Liquid as Shopify's: the filters and tags our blocks and the sandbox's theme use, with Ruby's whole-number division and snippets
 * that see only what they are given (and Shopify's global objects).
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { Liquid, Tag, type TagToken, type TopLevelToken } from "liquidjs";
import type { Locale, SandboxShop } from "../../state/types";
import { contrast } from "./colour";
import { formatMoney, localDigits, moneyFormatOf } from "./money-format";
import { translator } from "./translate";

export interface EngineWish {
  /** The folder with `locales`, and `snippets` where it has any. */
  readonly folder: string;
  readonly shop: SandboxShop;
  readonly locale: Locale;
  /** Where the folder's assets are served. */
  readonly assetsAt: string;
  /** A theme of the language's own prints money in its digits; Shopify's filter prints Latin ones. */
  readonly localMoney: boolean;
}

/** `{% doc %}`: what a snippet says of itself, never printed. */
class DocTag extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    for (let inside = remaining.shift(); inside; inside = remaining.shift()) {
      if ("name" in inside && inside.name === "enddoc") return;
    }
    throw new Error("{% doc %} is not closed");
  }
  render(): void {}
}

export function createEngine(wish: EngineWish): Liquid {
  const { folder, shop, locale } = wish;
  const engine = new Liquid({
    root: folder,
    partials: join(folder, "snippets"),
    extname: ".liquid",
    cache: true,
    strictFilters: true,
    jsTruthy: false,
    timezoneOffset: shop.timezone,
  });
  engine.registerTag("doc", DocTag);
  registerText(engine, translator(folder, locale));
  registerNumbers(engine);
  const format = moneyFormatOf(shop, locale);
  engine.registerFilter("money", (cents: unknown) => {
    const text = formatMoney(Number(cents), format);
    return wish.localMoney ? localDigits(text, locale) : text;
  });
  // Not Shopify's: what a theme made for one language would print.
  engine.registerFilter("local_digits", (text: unknown) => localDigits(String(text), locale));
  engine.registerFilter("local_number", (value: unknown) =>
    localDigits(Number(value).toLocaleString("en"), locale),
  );
  engine.registerFilter("asset_url", (name: unknown) => `${wish.assetsAt}/${String(name)}`);
  engine.registerFilter("color_contrast", (one: unknown, other: unknown) =>
    contrast(String(one), String(other)),
  );
  engine.registerFilter("sha256", (text: unknown) => createHash("sha256").update(String(text)).digest("hex"));
  return engine;
}

function registerText(engine: Liquid, translate: ReturnType<typeof translator>): void {
  // Liquid gives a filter's named values as pairs.
  engine.registerFilter("t", (key: unknown, ...pairs: [string, unknown][]) =>
    translate(String(key), Object.fromEntries(pairs)),
  );
  engine.registerFilter("json", (value: unknown) =>
    JSON.stringify(value ?? null)
      .replaceAll("<", "\\u003c")
      .replaceAll("\u2028", "\\u2028"),
  );
}

/** Ruby divides whole numbers to whole numbers, downwards. */
function registerNumbers(engine: Liquid): void {
  engine.registerFilter("divided_by", (value: unknown, by: unknown) => {
    const [over, under] = [Number(value), Number(by)];
    if (under === 0) throw new Error("divided by 0");
    return Number.isInteger(over) && Number.isInteger(under) ? Math.floor(over / under) : over / under;
  });
}
