/** `coupons`. A code is looked up before it is made; while `raceCoupons` is on, two that ask at once both find nothing and both make one, as on a real server. */
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import {
  type CouponFields,
  changeCoupon,
  codeTaken,
  createCoupon,
  deleteCoupon,
} from "../state/change-coupon";
import type { WooCoupon } from "../state/records";
import { failed, invalidId, invalidParam, ok, type RestAnswer, type RestCall, refusedAs } from "./call";
import { defined } from "./orders";
import { directionOf, paged, sorted } from "./pages";
import { couponShape } from "./shapes/coupon";
import { momentOf } from "./shapes/dates";

const shapeOf =
  ({ shop, home }: RestCall) =>
  (coupon: WooCoupon) =>
    couponShape(shop, coupon, home);

/** By `code` at most one is found, the newest; by `search` all whose code has the words in it. */
export function listCoupons(call: RestCall): RestAnswer {
  const { shop, query } = call;
  const code = query.text("code");
  const search = query.text("search")?.toLowerCase() ?? null;
  const include = query.ids("include");
  const named = code === null ? null : shop.couponByCode(code);
  const rows = shop.couponTable
    .rows()
    .filter(({ status }) => status === "publish")
    .filter((coupon) => code === null || coupon === named)
    .filter((coupon) => search === null || coupon.code.includes(search))
    .filter(({ id }) => include.length === 0 || include.includes(id));
  const byId = query.text("orderby") === "id";
  const order = directionOf(query.text("order"), "desc");
  return paged(
    call,
    sorted(rows, ({ id, createdAt }) => (byId ? id : createdAt), order),
    shapeOf(call),
  );
}

export function readCoupon(call: RestCall): RestAnswer {
  const coupon = call.shop.coupon(Number(call.ids[0]));
  return coupon === null ? invalidId("shop_coupon") : ok(shapeOf(call)(coupon));
}

const ids = z.array(z.int()).optional();
const count = z.int().nullable().optional();
const input = z.object({
  code: z.string().optional(),
  amount: z.string().optional(),
  status: z.enum(["publish", "draft", "trash"]).optional(),
  discount_type: z.enum(["fixed_cart", "percent", "fixed_product"]).optional(),
  description: z.string().optional(),
  // `date_expires_gmt` is for reading; WooCommerce passes over it here.
  date_expires: z.string().nullable().optional(),
  individual_use: z.boolean().optional(),
  product_ids: ids,
  excluded_product_ids: ids,
  usage_limit: count,
  usage_limit_per_user: count,
  limit_usage_to_x_items: count,
  free_shipping: z.boolean().optional(),
  product_categories: ids,
  excluded_product_categories: ids,
  exclude_sale_items: z.boolean().optional(),
  minimum_amount: z.string().optional(),
  maximum_amount: z.string().optional(),
  email_restrictions: z.array(z.string()).optional(),
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).optional(),
});

function fieldsOf({ body, shop }: RestCall): CouponFields | RestAnswer {
  const parsed = input.safeParse(body);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? "coupon");
    return invalidParam(name, `${name} is not of the right type.`);
  }
  const said = parsed.data;
  if (said.email_restrictions?.some((email) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)))
    return failed("coupon_invalid_email_address", "Invalid email address restriction", 400);
  if (said.discount_type === "percent" && Number(said.amount) > 100)
    return failed("coupon_invalid_amount", "Invalid discount amount", 400);
  return {
    ...defined({
      code: said.code,
      amount: said.amount,
      status: said.status,
      discountType: said.discount_type,
      description: said.description,
      individualUse: said.individual_use,
      productIds: said.product_ids,
      excludedProductIds: said.excluded_product_ids,
      freeShipping: said.free_shipping,
      productCategories: said.product_categories,
      excludedProductCategories: said.excluded_product_categories,
      excludeSaleItems: said.exclude_sale_items,
      minimumAmount: said.minimum_amount,
      maximumAmount: said.maximum_amount,
      emailRestrictions: said.email_restrictions?.map((email) => email.toLowerCase()),
      meta: said.meta_data?.map(({ key, value }) => ({ key, value })),
    }),
    // Zero is no limit.
    ...(said.usage_limit !== undefined ? { usageLimit: said.usage_limit || null } : {}),
    ...(said.usage_limit_per_user !== undefined
      ? { usageLimitPerUser: said.usage_limit_per_user || null }
      : {}),
    ...(said.limit_usage_to_x_items !== undefined
      ? { limitUsageToXItems: said.limit_usage_to_x_items || null }
      : {}),
    ...(said.date_expires !== undefined
      ? { expiresAt: said.date_expires ? momentOf(said.date_expires, shop.settings.timezone) : null }
      : {}),
  };
}

const RACE_MS = 60;

export async function makeCoupon(call: RestCall): Promise<RestAnswer> {
  const fields = fieldsOf(call);
  if ("body" in fields) return fields;
  if (fields.code && call.shop.couponByCode(fields.code) !== null) return refusedAs(codeTaken());
  if (call.switches.raceCoupons) await pause(RACE_MS);
  const made = createCoupon(call.shop, fields, call.switches.raceCoupons);
  return made.ok ? ok(shapeOf(call)(made.coupon), 201) : refusedAs(made);
}

export function updateCoupon(call: RestCall): RestAnswer {
  const coupon = call.shop.coupon(Number(call.ids[0]));
  if (coupon === null) return invalidId("shop_coupon", 400);
  const fields = fieldsOf(call);
  if ("body" in fields) return fields;
  const changed = changeCoupon(call.shop, coupon, fields);
  return changed.ok ? ok(shapeOf(call)(changed.coupon)) : refusedAs(changed);
}

export function removeCoupon(call: RestCall): RestAnswer {
  const coupon = call.shop.coupon(Number(call.ids[0]));
  if (coupon === null) return invalidId("shop_coupon");
  const before = shapeOf(call)(coupon);
  if (call.query.flag("force")) deleteCoupon(call.shop, coupon);
  else if (coupon.status === "trash")
    return failed("woocommerce_rest_already_trashed", "The shop_coupon has already been deleted.", 410);
  else changeCoupon(call.shop, coupon, { status: "trash" });
  return ok(before);
}
