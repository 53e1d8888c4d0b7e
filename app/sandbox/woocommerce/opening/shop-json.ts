/** What `state.json` tells scripts of a WordPress shop: addresses, logins, keys, the cast with the balances the product has pushed, what is sold, what was sent. */
import * as z from "zod";
import { PASSWORD } from "../cast/people";
import { wooWindowPath } from "../pages/banner";
import type { WooUser } from "../state/records";
import type { WooSite } from "../wordpress-site";

const standing = z.looseObject({ balance: z.number(), pending: z.number().optional() });

/** As the product pushed it last, in the customer's meta; null until it has. */
export function standingOf({ meta }: WooUser): z.infer<typeof standing> | null {
  const kept = meta.find(({ key }) => key === "vafa_standing")?.value;
  try {
    return standing.safeParse(typeof kept === "string" ? JSON.parse(kept) : kept).data ?? null;
  } catch {
    return null;
  }
}

export function wooShopJson({ shop, home, deliveries, rest }: WooSite) {
  const { settings } = shop;
  const connection = z.object({ shopId: z.string() }).safeParse(shop.option("vafa_connection"));
  return {
    name: shop.name,
    title: settings.title,
    home,
    /** As the product names the shop. */
    domain: home.replace(/^https?:\/\//, ""),
    currency: settings.currency,
    decimals: settings.decimals,
    locale: settings.locale,
    timezone: settings.timezone,
    pricesIncludeTax: settings.pricesIncludeTax,
    connectedAsShop: connection.data?.shopId ?? null,
    windows: {
      store: wooWindowPath("shop", shop),
      account: wooWindowPath("account", shop),
      checkout: `/sandbox/wordpress/${shop.name}/checkout/`,
      classicCheckout: `/sandbox/wordpress/${shop.name}/classic-checkout/`,
      orders: wooWindowPath("desk", shop),
      admin: wooWindowPath("admin", shop),
    },
    logIn: `${home}/wp-login.php?user={username or id}&redirect_to=${home}/`,
    password: PASSWORD,
    authorize: `${home}/wc-auth/v1/authorize`,
    rest: `${home}/wp-json/wc/v3`,
    keys: shop.keys.rows().map(({ id, userId, permissions, consumerKey, consumerSecret }) => ({
      id,
      userId,
      permissions,
      consumerKey,
      consumerSecret,
    })),
    staff: shop.users
      .rows()
      .filter(({ role }) => role !== "customer")
      .map(({ id, username, firstName, lastName, role }) => ({ id, username, firstName, lastName, role })),
    cast: shop.cast().map((user) => ({
      key: user.castKey,
      role: user.castRole,
      id: user.id,
      username: user.username,
      name: `${user.firstName} ${user.lastName}`,
      email: user.email,
      locale: user.locale,
      balance: standingOf(user)?.balance ?? null,
      pending: standingOf(user)?.pending ?? null,
    })),
    counts: { customers: shop.users.size, orders: shop.orders.size, coupons: shop.couponTable.size },
    products: shop.products.map(({ id, slug, name, price, variations }) => ({
      id,
      slug,
      name,
      price,
      variations: variations.map((one) => ({ id: one.id, name: one.name, price: one.price })),
    })),
    categories: shop.categories.map(({ id, slug, name }) => ({ id, slug, name })),
    coupons: shop.couponTable
      .rows()
      .slice(-20)
      .map(({ id, code, amount, usageCount, emailRestrictions }) => ({
        id,
        code,
        amount,
        usageCount,
        emailRestrictions,
      })),
    webhooks: shop.webhooks.rows().map(({ id, topic, status, failureCount, deliveryUrl }) => ({
      id,
      topic,
      status,
      failureCount,
      deliveryUrl,
    })),
    deliveries: {
      pending: deliveries.pending,
      switches: deliveries.switches,
      latest: deliveries.log.slice(-20),
    },
    switches: rest.switches,
  };
}
