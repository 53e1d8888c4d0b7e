/** An order and its refunds as WooCommerce's REST API v3 writes them, and as its webhooks do: the same words. Only what is read stands here. */
import * as z from "zod";
import { gmt, storeId } from "./believed";

const text = z.string().nullish();
const amount = z.string();
const id = storeId.min(1);

const soldItem = z.object({
  id,
  name: text,
  product_id: storeId.nullish(),
  variation_id: storeId.nullish(),
  /** Whole in WooCommerce itself; plugins sell by weight. */
  quantity: z.number().finite().nonnegative(),
  subtotal: amount,
  subtotal_tax: amount,
  total: amount,
  total_tax: amount,
});

const charge = z.object({ id, total: amount, total_tax: amount });

const address = z
  .object({
    first_name: text,
    last_name: text,
    address_1: text,
    address_2: text,
    postcode: text,
    country: text,
    email: text,
    phone: text,
  })
  .nullish();

export const restOrder = z.object({
  id,
  number: z.union([z.string(), z.int()]).nullish(),
  status: z.string(),
  currency: z.string(),
  prices_include_tax: z.boolean(),
  date_created_gmt: gmt,
  date_modified_gmt: gmt.nullish(),
  date_paid_gmt: gmt.nullish(),
  date_completed_gmt: gmt.nullish(),
  total: amount,
  total_tax: amount,
  customer_id: storeId,
  created_via: text,
  billing: address,
  shipping: address,
  customer_ip_address: text,
  customer_user_agent: text,
  line_items: z.array(soldItem),
  shipping_lines: z.array(charge.extend({ method_title: text })).nullish(),
  fee_lines: z.array(charge.extend({ name: text })).nullish(),
  coupon_lines: z.array(z.object({ code: z.string(), discount: amount, discount_tax: amount })).nullish(),
  refunds: z.array(z.object({ id, total: amount })).nullish(),
});
export type RestOrder = z.infer<typeof restOrder>;
export type RestAddress = z.infer<typeof address>;

const meta = z.array(z.object({ key: z.string(), value: z.unknown() })).nullish();

const returnedItem = z.object({
  quantity: z.number().finite().nullish(),
  total: amount,
  total_tax: amount,
  /** `_refunded_item_id` names the line that it is taken from. */
  meta_data: meta,
});
export type RestReturnedItem = z.infer<typeof returnedItem>;

/** A refund in full, from `orders/<id>/refunds`; the order itself only tells the refunds' sums. */
export const restRefund = z.object({
  id,
  amount,
  line_items: z.array(returnedItem).nullish(),
  shipping_lines: z.array(returnedItem).nullish(),
  fee_lines: z.array(returnedItem).nullish(),
});
export type RestRefund = z.infer<typeof restRefund>;
