/** Order payloads as Shopify's webhooks carry them, for tests of the intake. Only what the product reads; amounts are decimal text. */

export interface OrderFacts {
  readonly id: number;
  readonly customer?: number | null;
  /** Decimal text of one line's price. */
  readonly price?: string;
  readonly quantity?: number;
  readonly code?: { readonly code: string; readonly amount: string };
  readonly status?: "paid" | "pending" | "refunded" | "partially_refunded";
  readonly cancelled?: boolean;
  /** Units of the line that came back, with what was given back for them. */
  readonly returned?: { readonly quantity: number; readonly subtotal: string };
  readonly currency?: string;
  readonly placedAt?: string;
  readonly updatedAt?: string;
  /** When all of it was handed over. */
  readonly handedOver?: string;
  /** Who made it: web, pos, subscription_contract … */
  readonly source?: string;
  /** The buyer's, as the order itself says it. */
  readonly email?: string;
}

const money = (amount: string, currency: string) => ({
  shop_money: { amount, currency_code: currency },
  presentment_money: { amount, currency_code: currency },
});

function refundsOf(facts: OrderFacts, currency: string): unknown[] {
  if (!facts.returned) return [];
  const { quantity, subtotal } = facts.returned;
  return [
    {
      id: facts.id * 10 + 7,
      order_id: facts.id,
      created_at: facts.updatedAt ?? "2026-11-02T10:00:00Z",
      refund_line_items: [
        {
          id: facts.id * 10 + 8,
          line_item_id: facts.id * 10 + 1,
          quantity,
          subtotal,
          subtotal_set: money(subtotal, currency),
          total_tax: "0.00",
          total_tax_set: money("0.00", currency),
        },
      ],
      order_adjustments: [],
      transactions: [
        { id: facts.id * 10 + 9, kind: "refund", status: "success", amount: subtotal, currency },
      ],
    },
  ];
}

/** One state of an order, ready to be delivered. */
export function orderPayload(facts: OrderFacts): string {
  const { id, price = "100.00", quantity = 1, currency = "GBP", customer = 501 } = facts;
  const discounts = facts.code
    ? [
        {
          amount: facts.code.amount,
          amount_set: money(facts.code.amount, currency),
          discount_application_index: 0,
        },
      ]
    : [];
  return JSON.stringify({
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${id}`,
    ...(facts.email === undefined ? {} : { email: facts.email }),
    created_at: facts.placedAt ?? "2026-11-01T10:00:00Z",
    processed_at: facts.placedAt ?? "2026-11-01T10:00:00Z",
    updated_at: facts.updatedAt ?? "2026-11-01T10:00:00Z",
    cancelled_at: facts.cancelled ? (facts.updatedAt ?? "2026-11-02T10:00:00Z") : null,
    currency,
    presentment_currency: currency,
    financial_status: facts.status ?? "paid",
    fulfillment_status: facts.handedOver === undefined ? null : "fulfilled",
    fulfillments:
      facts.handedOver === undefined
        ? []
        : [{ id: id * 10 + 5, status: "success", created_at: facts.handedOver }],
    source_name: facts.source ?? "web",
    taxes_included: false,
    customer:
      customer === null
        ? null
        : {
            id: customer,
            admin_graphql_api_id: `gid://shopify/Customer/${customer}`,
            email: `c${customer}@example.com`,
            first_name: "Casey",
            last_name: `No${customer}`,
            phone: null,
          },
    discount_codes: facts.code
      ? [{ code: facts.code.code, amount: facts.code.amount, type: "fixed_amount" }]
      : [],
    discount_applications: facts.code
      ? [
          {
            type: "discount_code",
            code: facts.code.code,
            value: facts.code.amount,
            value_type: "fixed_amount",
            allocation_method: "across",
            target_selection: "all",
            target_type: "line_item",
          },
        ]
      : [],
    line_items: [
      {
        id: id * 10 + 1,
        product_id: 9001,
        variant_id: 9101,
        title: "Mug",
        quantity,
        current_quantity: quantity - (facts.returned?.quantity ?? 0),
        price,
        price_set: money(price, currency),
        total_discount: "0.00",
        discount_allocations: discounts,
        tax_lines: [],
        gift_card: false,
        requires_shipping: true,
      },
    ],
    shipping_lines: [],
    refunds: refundsOf(facts, currency),
    total_tax: "0.00",
  });
}
