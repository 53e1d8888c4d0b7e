/** A store's list of orders as WooCommerce filters, sorts and pages it, which can change while it is walked. For tests. */
import { plainOrder } from "../../testing/plain-order";
import type { Asked } from "./store-line";
import { notThere, withTotal } from "./store-line";

export interface Kept {
  readonly id: number;
  /** Epoch seconds. */
  readonly created: number;
  modified: number;
  status: string;
  refunded?: string;
}

export const gmtOf = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(0, 19);

const secondsOf = (text: string): number => Date.parse(text.endsWith("Z") ? text : `${text}Z`) / 1_000;

const bodyOf = ({ id, created, modified, status, refunded }: Kept) =>
  plainOrder({
    id,
    number: String(id),
    status,
    date_created_gmt: gmtOf(created),
    date_modified_gmt: gmtOf(modified),
    refunds: refunded === undefined ? [] : [{ id: id + 100_000, total: `-${refunded}` }],
  });

export class OrderList {
  readonly questions: Asked[] = [];
  constructor(
    public orders: Kept[],
    /** Called before each page is answered. */
    private readonly meanwhile: (list: OrderList) => void = () => {},
  ) {}

  readonly answer = (asked: Asked): Response => {
    this.questions.push(asked);
    const refunds = /orders\/(\d+)\/refunds$/.exec(asked.path)?.[1];
    if (refunds !== undefined) {
      const order = this.orders.find(({ id }) => id === Number(refunds));
      if (!order) return notThere();
      return withTotal([{ id: order.id + 100_000, amount: order.refunded ?? "0", line_items: [] }]);
    }
    this.meanwhile(this);
    return this.page(asked.params);
  };

  private page(params: Asked["params"]): Response {
    // With both, or with neither, orders are skipped somewhere in the year: whoever asks so gets nothing here.
    for (const name of ["after", "modified_after"])
      if (params[name] !== undefined && params[name].endsWith("Z") === (params.dates_are_gmt === "true"))
        return withTotal([]);
    const inTrash = params.status === "trash";
    const key = params.orderby === "modified" ? "modified" : "created";
    const after = secondsOf(params.after ?? "1970-01-01T00:00:00");
    const changedAfter = params.modified_after === undefined ? null : secondsOf(params.modified_after);
    const rows = this.orders
      .filter(({ status }) => (status === "trash") === inTrash)
      .filter(({ created }) => params.after === undefined || created > after)
      .filter(({ modified }) => changedAfter === null || modified > changedAfter)
      .sort((one, other) => one[key] - other[key] || one.id - other.id);
    const size = Number(params.per_page ?? "10");
    const from = (Number(params.page ?? "1") - 1) * size;
    const page = rows.slice(from, from + size);
    return withTotal(page.map(bodyOf), page.length === 0 && from > 0 ? 0 : rows.length);
  }
}
