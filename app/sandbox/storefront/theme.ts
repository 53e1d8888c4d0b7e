/**
 * The sandbox's small theme: its templates in theme/, rendered with Shopify's objects, with our real blocks where a merchant would
 * place them, in the frame every sandbox page has.
 */
import { type Context, type Emitter, type Liquid, Tag, type TagToken, type TopLevelToken } from "liquidjs";
import { html, raw } from "../html";
import { sandboxBanner, sandboxPage } from "../layout";
import { sandboxFile } from "../paths";
import type { Locale, SandboxShop } from "../state/types";
import {
  type BlockName,
  type BlockRenderer,
  blockNames,
  blockRenderer,
  EXTENSION_ASSETS,
  readBlock,
} from "./liquid/block";
import { createEngine } from "./liquid/engine";
import { globalsOf } from "./liquid/objects";
import { type Translate, translator } from "./liquid/translate";
import { baseOf, type Visit } from "./visit";

export const THEME = sandboxFile("storefront", "theme");
export const THEME_ASSETS = "/sandbox/storefront/theme";

export type TemplateName = "home" | "product" | "cart" | "rewards" | "account" | "not-found";

export interface PageWish {
  readonly template: TemplateName;
  /** The page's place after the root (`/products/mug`), for the language links. */
  readonly path: string;
  /** What only this template needs. */
  readonly objects?: Readonly<Record<string, unknown>>;
  /** Of a product page: Shopify gives it to every block there. */
  readonly product?: object;
  /** A title that is no fixed text of the theme. */
  readonly title?: string;
}

interface Theme {
  readonly engine: Liquid;
  readonly blocks: BlockRenderer;
  readonly translate: Translate;
}

const themes = new Map<string, Theme>();

function themeOf(shop: SandboxShop, locale: Locale): Theme {
  const key = `${shop.domain}|${locale}`;
  const known = themes.get(key);
  if (known) return known;
  const blocks = blockRenderer(shop, locale);
  const engine = createEngine({ folder: THEME, shop, locale, assetsAt: THEME_ASSETS, localMoney: true });
  engine.registerTag("app_block", appBlockTag(blocks));
  const theme = { engine, blocks, translate: translator(THEME, locale) };
  themes.set(key, theme);
  return theme;
}

/** `{% app_block 'loyalty-balance' %}`: where a merchant has placed a block in the theme editor. */
function appBlockTag(blocks: BlockRenderer) {
  return class AppBlockTag extends Tag {
    private readonly block: BlockName;
    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      const name = blockNames.find((each) => token.args.includes(`'${each}'`));
      if (name === undefined) throw new Error(`no such block: ${token.args}`);
      this.block = name;
    }
    render(context: Context, emitter: Emitter): void {
      emitter.write(blocks.render(this.block, context.globals));
    }
  };
}

/** A whole page for this visit. */
export function renderPage(visit: Visit, wish: PageWish): string {
  const { shop, locale } = visit;
  const { engine, translate } = themeOf(shop, locale);
  const everywhere = globalsOf(visit);
  const globals = {
    ...everywhere,
    request: { ...Object(everywhere.request), path: `${baseOf(shop, locale)}${wish.path}` },
    ...(wish.product ? { product: wish.product } : {}),
  };
  const scope = {
    ...wish.objects,
    template: wish.template,
    languages: languagesOf(visit, wish.path),
    path: wish.path,
  };
  const content = String(engine.renderFileSync(wish.template, scope, { globals }));
  return framed(visit, {
    scope: { ...scope, content },
    globals,
    title: wish.title ?? translate(`titles.${wish.template}`),
  });
}

/** What an app's proxy answers as Liquid, in the theme's frame, as Shopify shows it. */
export function renderWithin(visit: Visit, liquid: string, path: string): string {
  const { engine } = themeOf(visit.shop, visit.locale);
  const globals = globalsOf(visit);
  const content = String(engine.parseAndRenderSync(liquid, {}, { globals }));
  const scope = { template: "app", languages: languagesOf(visit, path), path, content };
  return framed(visit, { scope, globals, title: visit.shop.name });
}

interface Framed {
  readonly scope: object;
  readonly globals: Record<string, unknown>;
  readonly title: string;
}

function framed(visit: Visit, { scope, globals, title }: Framed): string {
  const { shop, locale } = visit;
  const body = String(themeOf(shop, locale).engine.renderFileSync("layout", scope, { globals }));
  return sandboxPage({
    title: title === shop.name ? title : `${title} · ${shop.name}`,
    locale,
    banner: sandboxBanner({ locale, shop: shop.domain, current: "store" }),
    className: "shop",
    head: headOf(locale),
    body: raw(body),
  });
}

const names: Record<Locale, string> = { en: "English", fa: "فارسی", ar: "العربية" };

function languagesOf(visit: Visit, path: string) {
  return visit.shop.locales.map((locale) => ({
    code: locale,
    name: names[locale],
    url: `${baseOf(visit.shop, locale)}${path}`,
    current: locale === visit.locale,
  }));
}

const VAZIRMATN = "/sandbox/assets/vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2";

/** Shopify puts each style sheet and script that blocks ask for on the page once; the launcher is on every page. */
const blockAssets = (() => {
  const schemas = blockNames.map((name) => readBlock(name).schema);
  const pick = (of: "stylesheet" | "javascript") => [
    ...new Set(schemas.flatMap((schema) => schema[of] ?? [])),
  ];
  return { stylesheets: pick("stylesheet"), scripts: pick("javascript") };
})();

const styles = ["base", "frame", "controls", "shelf", "product", "cart", "account"] as const;

function headOf(locale: Locale) {
  const font = html`<link rel="preload" href="${VAZIRMATN}" as="font" type="font/woff2" crossorigin>`;
  return html`${locale === "en" ? null : font}
${styles.map((name) => html`<link rel="stylesheet" href="${THEME_ASSETS}/${name}.css">`)}
${blockAssets.stylesheets.map((name) => html`<link rel="stylesheet" href="${EXTENSION_ASSETS}/${name}">`)}
<script src="${THEME_ASSETS}/theme.js" defer></script>
${blockAssets.scripts.map((name) => html`<script src="${EXTENSION_ASSETS}/${name}" defer></script>`)}`;
}
