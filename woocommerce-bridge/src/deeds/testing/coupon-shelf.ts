/** A store's coupons as WooCommerce keeps them: two of one code are possible, its code shows the newest alone, and amounts come back with two decimals. For tests. */
import * as z from "zod";
import { type Answerer, type Asked, notThere, refusal, withTotal } from "./store-line";

const given = z.object({
  code: z.string(),
  description: z.string(),
  amount: z.string(),
  discount_type: z.string(),
  free_shipping: z.boolean(),
  date_expires: z.string(),
  individual_use: z.boolean(),
  usage_limit: z.int(),
  minimum_amount: z.string(),
  email_restrictions: z.array(z.string()),
  product_ids: z.array(z.int()),
});
const changed = given.partial();

export type Kept = z.infer<typeof given> & { readonly id: number; usage_count: number };

const shown = ({ date_expires, ...coupon }: Kept) => ({
  ...coupon,
  amount: Number(coupon.amount).toFixed(2),
  date_expires_gmt: date_expires.replace("Z", ""),
});

export class CouponShelf {
  kept: Kept[] = [];
  private last = 20;

  put(coupon: object): Kept {
    this.last += 1;
    const one = { ...given.parse(coupon), id: this.last, usage_count: 0 };
    // `wp_filter_post_kses` and what follows it.
    one.description = one.description.replace(/&/g, "&amp;");
    this.kept.push(one);
    return one;
  }

  readonly list: Answerer = ({ params }: Asked) => {
    const { code, search } = params;
    const newestFirst = [...this.kept].reverse();
    if (code !== undefined) {
      const found = newestFirst.find((one) => one.code === code);
      return withTotal(found ? [shown(found)] : []);
    }
    return withTotal(this.kept.filter((one) => one.code.includes(search ?? "")).map(shown));
  };

  readonly create: Answerer = ({ body }) => {
    const wanted = given.parse(body);
    if (this.kept.some(({ code }) => code === wanted.code))
      return refusal(400, "woocommerce_rest_coupon_code_already_exists");
    return shown(this.put(wanted));
  };

  private find({ path }: Asked): Kept | undefined {
    return this.kept.find(({ id }) => path.endsWith(`/${id}`));
  }

  readonly read: Answerer = (asked) => {
    const found = this.find(asked);
    return found ? shown(found) : notThere();
  };

  readonly change: Answerer = (asked) => {
    const found = this.find(asked);
    if (!found) return refusal(400, "woocommerce_rest_shop_coupon_invalid_id");
    Object.assign(found, changed.parse(asked.body));
    return shown(found);
  };

  readonly remove: Answerer = (asked) => {
    const found = this.find(asked);
    if (!found) return notThere();
    this.kept = this.kept.filter((one) => one !== found);
    return shown(found);
  };

  table(): [RegExp, Answerer][] {
    return [
      [/^GET wc\/v3\/coupons$/, this.list],
      [/^POST wc\/v3\/coupons$/, this.create],
      [/^GET wc\/v3\/coupons\/\d+$/, this.read],
      [/^PUT wc\/v3\/coupons\/\d+$/, this.change],
      [/^DELETE wc\/v3\/coupons\/\d+$/, this.remove],
    ];
  }
}
