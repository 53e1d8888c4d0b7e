/** The pages of the admin's navigation, in their order, and what the platform must be able to do for one to have a meaning. */
import type { MessageKey } from "../../i18n/translator";
import type { Capabilities } from "../../stores/capabilities";
import { mayOpen, type Role } from "./roles";

export interface AdminPage {
  readonly path: string;
  readonly title: MessageKey;
  readonly needs?: "storefrontPages" | "privacyRequests" | "keys";
}

const pages: readonly AdminPage[] = [
  { path: "/app", title: "nav.home" },
  { path: "/app/members", title: "nav.members" },
  { path: "/app/orders", title: "nav.orders" },
  { path: "/app/program", title: "nav.program" },
  { path: "/app/earning", title: "nav.earning" },
  { path: "/app/campaigns", title: "nav.campaigns" },
  { path: "/app/tiers", title: "nav.tiers" },
  { path: "/app/rewards", title: "nav.rewards" },
  { path: "/app/referrals", title: "nav.referrals", needs: "storefrontPages" },
  { path: "/app/membership", title: "nav.membership" },
  { path: "/app/codes", title: "nav.codes" },
  { path: "/app/deliveries", title: "nav.deliveries" },
  { path: "/app/import", title: "nav.import" },
  { path: "/app/privacy", title: "nav.privacy", needs: "privacyRequests" },
  { path: "/app/store", title: "nav.store", needs: "keys" },
  { path: "/app/settings", title: "nav.settings" },
];

const under = (path: string, pathname: string): boolean =>
  path !== "/app" && new RegExp(`^${path}(/|$)`, "i").test(pathname);

/** Whether what stands at this address means anything for a platform that can do this. */
export const hasMeaning = (can: Capabilities, pathname: string): boolean =>
  pages.every(({ path, needs }) => needs === undefined || can[needs] || !under(path, pathname));

export const pagesFor = ({ role, can }: { role: Role; can: Capabilities }): readonly AdminPage[] =>
  pages.filter(({ path }) => mayOpen(role, path) && hasMeaning(can, path));
