/** How a shop of the model comes to rest: what moves points is carried out, effect by effect, in the order the model knows. Some of it by two processes. */
import { isDeepStrictEqual } from "node:util";
import type { ShopId } from "../../loyalty/brand";
import { sendNow } from "../../services/send-effects";
import type { TestContext } from "../service-context";
import type { House, Stop } from "./house";
import { type Left, type Moving, moving } from "./left";

/** So often somebody else may hold what is to be done. */
const patience = 30;

interface Coming {
  readonly orderOf: (subject: string) => string;
  readonly look: () => Promise<Left>;
  /** As long as whoever was cut off holds what they had begun. */
  readonly passTime: () => void;
}

export class Rest {
  private readonly stops: (Stop & { readonly effect: Moving })[] = [];
  /** How many effects were carried out by two. */
  shared = 0;

  constructor(
    private readonly house: House,
    private readonly shopId: ShopId,
  ) {}

  /** Whoever next carries out such an effect comes to a stop. */
  stopAt(stop: Stop & { readonly effect: Moving }): void {
    this.stops.push(stop);
  }

  isToStopAt(kind: Moving): boolean {
    return this.stops.some(({ effect }) => effect === kind);
  }

  /** Where somebody who was cut off holds what is to be done, only time helps. */
  async come(left: Left, { orderOf, look, passTime }: Coming): Promise<void> {
    let before: Left["waiting"] = [];
    let passed = 0;
    for (let { waiting } = left; waiting.length > 0; { waiting } = await look()) {
      const stuck = isDeepStrictEqual(waiting, before);
      passed += stuck ? 1 : 0;
      if (stuck) passTime();
      if (passed > patience) throw new Error(`this is never done: ${JSON.stringify(waiting)}`);
      before = waiting;
      const kind = moving.find((one) => waiting.some((effect) => effect.kind === one));
      if (kind === undefined) return;
      const due = waiting.filter((one) => one.kind === kind).map(({ subject }) => subject);
      // One at a time: which of two codes dies first may decide which points pay a debt, so what was cut off is done before what comes after it.
      const [subject = ""] = due.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
      await this.carryOut({ kind, subject }, passTime);
    }
  }

  private async carryOut(effect: { kind: Moving; subject: string }, passTime: () => void): Promise<void> {
    const send = (ctx: TestContext) => sendNow(ctx, this.shopId, effect);
    const place = this.stops.findIndex((stop) => stop.effect === effect.kind);
    const [stop] = place < 0 ? [] : this.stops.splice(place, 1);
    if (!stop) return this.house.ask(send);
    const others = () => {
      passTime();
      return this.house.ask(send);
    };
    if (await this.house.stopAt(stop, send, others)) this.shared += 1;
  }
}
