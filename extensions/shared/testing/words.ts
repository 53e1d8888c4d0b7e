/** For tests of extensions: their words as flat keys, and a translator as Shopify's. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** `a.b` → text, for every text. */
export function leaves(node: unknown, path = ""): Map<string, string> {
  if (typeof node === "string") return new Map([[path, node]]);
  if (!isRecord(node)) throw new Error(`${path} is neither text nor a group of texts`);
  return new Map(
    Object.entries(node).flatMap(([key, value]) => [...leaves(value, path ? `${path}.${key}` : key)]),
  );
}

export const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

/** As Shopify translates: dotted keys, `{{name}}` replaced. */
export function translator(words: object) {
  const known = leaves(words);
  return (key: string, values: Record<string, unknown> = {}): string => {
    const found = known.get(key);
    if (found === undefined) throw new Error(`no text for ${key}`);
    return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      if (!(name in values)) throw new Error(`${key} misses ${name}`);
      return String(values[name]);
    });
  };
}

type Format = Intl.NumberFormatOptions & { inExtensionLocale?: boolean };

/** `shopify.i18n` in English, with these words. */
export function i18nOf(words: object) {
  const plain = ({ inExtensionLocale: _, ...format }: Format) => format;
  return {
    translate: translator(words),
    formatNumber: (value: number | bigint, format: Format = {}) =>
      new Intl.NumberFormat("en", plain(format)).format(value),
    formatCurrency: (value: number | bigint, format: Format = {}) =>
      new Intl.NumberFormat("en", { ...plain(format), style: "currency" }).format(value),
    formatDate: (
      date: Date,
      { inExtensionLocale: _, ...format }: Intl.DateTimeFormatOptions & { inExtensionLocale?: boolean } = {},
    ) => new Intl.DateTimeFormat("en", { timeZone: "UTC", ...format }).format(date),
  };
}

export function signal<T>(value: T) {
  return { value, current: value, subscribe: () => () => {}, destroy: async () => {} };
}
