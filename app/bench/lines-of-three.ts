/** The three lines of a measured order, and money as Shopify writes it: bare and as a set of currencies. */

export const set = (amount: string) => ({
  shop_money: { amount, currency_code: "GBP" },
  presentment_money: { amount, currency_code: "GBP" },
});
const text = (minor: number) => (minor / 100).toFixed(2);
export const both = (name: string, minor: number) => ({
  [name]: text(minor),
  [`${name}_set`]: set(text(minor)),
});
export const taxLines = (minor: number) => [
  { channel_liable: false, price: text(minor), price_set: set(text(minor)), rate: 0.2, title: "VAT" },
];

const titles = ["Enamel mug, forest green", "Linen tea towel, set of two", "Oak chopping board"];
const prices = [12_40, 18_00, 34_50];

export function linePayload(id: number, index: number) {
  const price = prices[index] ?? 0;
  const [automatic, byCode] = [Math.floor(price / 20), Math.floor(price / 10)];
  const lineId = id * 10 + index;
  return {
    id: lineId,
    admin_graphql_api_id: `gid://shopify/LineItem/${lineId}`,
    attributed_staffs: [],
    current_quantity: 1,
    fulfillable_quantity: 1,
    fulfillment_service: "manual",
    fulfillment_status: null,
    gift_card: false,
    grams: 350,
    name: titles[index],
    ...both("price", price),
    product_exists: true,
    product_id: 8_100_000_000_000 + index + (id % 40) * 3,
    properties: [],
    quantity: 1,
    requires_shipping: true,
    sales_line_item_group_id: null,
    sku: `SKU-${index}-${id % 40}`,
    taxable: true,
    title: titles[index],
    ...both("total_discount", 0),
    variant_id: 44_100_000_000_000 + index + (id % 40) * 3,
    variant_inventory_management: "shopify",
    variant_title: null,
    vendor: "Kitchen & Co",
    tax_lines: taxLines(Math.floor((price - automatic - byCode) / 5)),
    duties: [],
    discount_allocations: [automatic, byCode].map((minor, application) => ({
      ...both("amount", minor),
      discount_application_index: application,
    })),
  };
}
