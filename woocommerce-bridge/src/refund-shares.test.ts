/** What came back of which line: by refunds that name their lines, by sums alone, and by more than there was. */
import { describe, expect, it } from "vitest";
import { netOf, type Order } from "../../app/loyalty/order";
import { item, plainOrder } from "./testing/plain-order";
import { translateOrder } from "./translate-order";

function plain(changes: Readonly<Record<string, unknown>>, refunds: unknown = []): Order {
  const answer = translateOrder(plainOrder(changes), { fingerprint: (text) => text, refunds });
  if ("parked" in answer) throw new Error(`${answer.parked}: ${answer.detail}`);
  return answer.order;
}

describe("what came back", () => {
  const refund = (id: number, total: string) => ({ id, total });
  const from = (itemId: string, total: string, tax = "0.00", quantity = -1) => ({
    quantity,
    total,
    total_tax: tax,
    meta_data: [{ key: "_refunded_item_id", value: itemId }],
  });

  it("is on the line that a refund in full names, shipping too, the rest shared out", () => {
    const refunds = [refund(81, "-11.90"), refund(82, "-5.95"), refund(83, "-1.00")];
    const full = [
      { id: 81, amount: "11.90", line_items: [from("1", "-10.00", "-1.90")] },
      { id: 82, amount: "5.95", shipping_lines: [from("2", "-5.00", "-0.95")] },
      { id: 99, amount: "9.00", line_items: [from("1", "-9.00")] },
    ];
    const [goods, shipping] = plain({ refunds }, full).lines;
    expect(shipping).toMatchObject({ refunded: 500, refundedTax: 95, returnedQuantity: 1 });
    expect((goods?.refunded ?? 0) + (goods?.refundedTax ?? 0)).toBe(1_290);
    expect(goods).toMatchObject({ returnedQuantity: 1 });
  });

  it("is everything when the sums reach the total, in parts too", () => {
    for (const refunds of [[refund(1, "-65.45")], [refund(1, "-60.00"), refund(2, "-5.45")]])
      for (const line of plain({ refunds }).lines)
        expect(line).toMatchObject({
          refunded: netOf(line),
          refundedTax: line.tax,
          returnedQuantity: line.quantity,
        });
  });

  it("is every unit too, of a line that cost nothing", () => {
    const order = plain({
      line_items: [item(1, "50.00", "50.00"), item(2, "9.00", "0.00")],
      shipping_lines: [],
      coupon_lines: [{ code: "free", discount: "9.00", discount_tax: "0" }],
      total: "50.00",
      total_tax: "0.00",
      refunds: [refund(1, "-50.00")],
    });
    expect(order.lines.map(({ returnedQuantity }) => returnedQuantity)).toEqual([2, 2]);
  });

  it("is never more than went back, even if a refund's lines say so", () => {
    const full = [{ id: 81, amount: "1.00", line_items: [from("1", "-50.00", "-9.50", -2)] }];
    const [goods] = plain({ refunds: [refund(81, "-1.00")] }, full).lines;
    expect((goods?.refunded ?? 0) + (goods?.refundedTax ?? 0)).toBe(100);
  });
});
