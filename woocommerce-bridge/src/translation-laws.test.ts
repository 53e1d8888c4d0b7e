/** Laws of the translation, over orders drawn at random: parts sum to the whole, nothing is negative, and nothing depends on how the store lists or splits. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discountByCode, discountOf, netOf, type Order } from "../../app/loyalty/order";
import { arbitraryDrawn, figuresOf, restOrderOf } from "./testing/arbitrary-orders";
import { translateOrder } from "./translate-order";

const fingerprint = (text: string) => `#${text.length}`;

function orderOf(body: unknown, refunds: unknown = []): Order {
  const translated = translateOrder(body, { fingerprint, refunds });
  if ("parked" in translated) throw new Error(`${translated.parked}: ${translated.detail}`);
  return translated.order;
}

const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
const paidFor = ({ lines, taxIncluded }: Order) =>
  sum(lines.map((line) => netOf(line) + (taxIncluded ? 0 : line.tax)));
const givenBack = ({ lines, taxIncluded }: Order) =>
  sum(lines.map((line) => line.refunded + (taxIncluded ? 0 : line.refundedTax)));

describe("a translated order", () => {
  it("adds up: lines to the total, refunds to what went back, codes to what each took off", () => {
    fc.assert(
      fc.property(arbitraryDrawn, (drawn) => {
        const figures = figuresOf(drawn);
        const order = orderOf(restOrderOf(drawn));
        expect(paidFor(order)).toBe(figures.total);
        expect(givenBack(order)).toBe(figures.refunded);
        const off = figures.off.map(
          (part, index) => part + (drawn.taxIncluded ? (figures.offTax[index] ?? 0) : 0),
        );
        const byCode = drawn.codeWeights.map((_, index) => discountByCode(order, `CODE-${index}`));
        const codes = off.slice(0, byCode.length);
        const staffs = sum(off) - sum(codes);
        // What little staff took off cannot be told from rounding, and is laid to the codes.
        const likeRounding = 2 * (order.lines.length + drawn.codeWeights.length + 2);
        if (staffs === 0 || staffs > likeRounding) expect(byCode).toEqual(codes);
        else expect(Math.abs(sum(byCode) - sum(codes))).toBeLessThanOrEqual(likeRounding);
        expect(sum(order.lines.map(discountOf))).toBe(sum(off) + figures.feeOff);
      }),
    );
  });

  it("is nowhere negative, and nothing comes back of a line that was not paid for it", () => {
    fc.assert(
      fc.property(arbitraryDrawn, (drawn) => {
        for (const line of orderOf(restOrderOf(drawn)).lines) {
          const net = netOf(line);
          const amounts = [line.gross, net, line.tax, line.refunded, line.refundedTax, line.returnedQuantity];
          expect(Math.min(...amounts, ...line.discounts.map(({ amount }) => amount))).toBeGreaterThanOrEqual(
            0,
          );
          expect(line.refunded).toBeLessThanOrEqual(net);
          expect(line.refundedTax).toBeLessThanOrEqual(line.tax);
          expect(line.returnedQuantity).toBeLessThanOrEqual(line.quantity);
        }
      }),
    );
  });

  it("is the same whether its money came back at once or in parts", () => {
    fc.assert(
      fc.property(arbitraryDrawn, (drawn) => {
        expect(orderOf(restOrderOf(drawn, [1]))).toEqual(orderOf(restOrderOf(drawn)));
      }),
    );
  });

  it("is the same however the store lists its lines, coupons and refunds", () => {
    fc.assert(
      fc.property(arbitraryDrawn, (drawn) => {
        const body = restOrderOf(drawn);
        const turned = {
          ...body,
          line_items: [...body.line_items].reverse(),
          shipping_lines: [...body.shipping_lines].reverse(),
          fee_lines: [...body.fee_lines].reverse(),
          coupon_lines: [...body.coupon_lines].reverse(),
          refunds: [...body.refunds].reverse(),
        };
        expect(orderOf(turned)).toEqual(orderOf(body));
      }),
    );
  });

  it("gives back as much when refunds name their lines as when only their sums are told", () => {
    fc.assert(
      fc.property(arbitraryDrawn, fc.integer({ min: 0, max: 4 }), (drawn, place) => {
        const body = restOrderOf(drawn);
        const item = body.line_items[place % body.line_items.length];
        const full = body.refunds.map(({ id, total }) => ({
          id,
          amount: total.replace("-", ""),
          line_items: [
            {
              quantity: -1,
              total,
              total_tax: "0",
              meta_data: [{ key: "_refunded_item_id", value: String(item?.id) }],
            },
          ],
        }));
        const named = orderOf(body, full);
        expect(givenBack(named)).toBe(givenBack(orderOf(body)));
        for (const line of named.lines) {
          expect(line.refunded).toBeLessThanOrEqual(netOf(line));
          expect(line.refundedTax).toBeLessThanOrEqual(line.tax);
        }
      }),
    );
  });

  it("is not touched by the price, which is a float", () => {
    fc.assert(
      fc.property(arbitraryDrawn, fc.double(), (drawn, price) => {
        const body = restOrderOf(drawn);
        const other = { ...body, line_items: body.line_items.map((item) => ({ ...item, price })) };
        expect(orderOf(other)).toEqual(orderOf(body));
      }),
    );
  });

  it("is never an exception, whatever stands in the payload", () => {
    const fields = Object.keys(restOrderOf(fc.sample(arbitraryDrawn, { numRuns: 1, seed: 1 })[0] ?? never()));
    fc.assert(
      fc.property(arbitraryDrawn, fc.constantFrom(...fields), fc.jsonValue(), (drawn, field, value) => {
        const answer = translateOrder({ ...restOrderOf(drawn), [field]: value }, { fingerprint });
        expect("parked" in answer || "order" in answer).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(translateOrder(value, { fingerprint })).toMatchObject({ parked: "malformed" });
      }),
    );
  });
});

function never(): never {
  throw new Error("fast-check drew nothing");
}
