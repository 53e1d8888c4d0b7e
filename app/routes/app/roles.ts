/**
 * What each role of a WooCommerce shop's staff may open and wish for in the admin: one table. The owner may everything; support sees members and orders, and mends points
 * and tiers, and nothing else. What stands in no line here is the owner's: a page that is added is closed to support until somebody decides.
 */
export const roles = ["owner", "support"] as const;
export type Role = (typeof roles)[number];

/** The wishes on a page, by the `intent` of its forms. `null`: support does not even see the page. */
type ForSupport = readonly string[] | null;

export const supportMay: Readonly<Record<string, ForSupport>> = {
  "/app": null,
  "/app/campaigns": null,
  "/app/campaigns/preview": null,
  "/app/catalogue": null,
  "/app/codes": null,
  "/app/deliveries": null,
  "/app/earning": null,
  "/app/import": null,
  "/app/members": [],
  // Not `offer` (it changes the terms), not `birthday`, `leave`, `erase` and `export` (they are about the person, not about the points).
  "/app/members/:memberId": ["adjust", "undo", "release", "pin", "unpin"],
  "/app/membership": null,
  "/app/orders": [],
  "/app/orders/:orderId": [],
  "/app/privacy": null,
  "/app/program": null,
  "/app/referrals": null,
  "/app/rewards": null,
  "/app/settings": null,
  "/app/store": null,
  "/app/tiers": null,
  "/app/tiers/preview": null,
};

const seen = Object.entries(supportMay).flatMap(([path, wishes]) =>
  wishes === null
    ? []
    : [{ pattern: new RegExp(`^${path.replaceAll(/:\w+/g, "[^/]+")}/?$`), wishes: new Set(wishes) }],
);

/** The page, for addresses of pages and of what they ask in the background. */
const pageAt = (pathname: string) => seen.find(({ pattern }) => pattern.test(pathname));

export const mayOpen = (role: Role, pathname: string): boolean =>
  role === "owner" || pageAt(pathname) !== undefined;

export const mayWish = (role: Role, pathname: string, intent: string): boolean =>
  role === "owner" || (pageAt(pathname)?.wishes.has(intent) ?? false);
