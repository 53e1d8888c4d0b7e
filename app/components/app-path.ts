/**
 * Addresses within the admin. The language travels in the address (`locale`, as Shopify passes it), because cookies of a page in another page's
 * frame are not to be relied on.
 */
import { useTranslator } from "./admin";

export type Query = Readonly<Record<string, string | null | undefined>>;

export function appPath(path: string, locale: string, query: Query = {}): string {
  const search = new URLSearchParams({ locale });
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  return `${path}?${search}`;
}

/** `useAppPath()("/app/members", { q: "sara" })` */
export function useAppPath(): (path: string, query?: Query) => string {
  const { locale } = useTranslator();
  return (path, query) => appPath(path, locale, query);
}
