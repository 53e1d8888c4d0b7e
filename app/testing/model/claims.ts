/** Claims in the model: points held for a code, used by an order, given back when the code is dead. */
import { type Act, type Claim, type Family, type HeardOrder, must } from "./family";
import { debit, giveBack, heldBy, spendable, type Wallet } from "./wallet";

const deadlineMs = 86_400_000;

export class Claims {
  constructor(
    private readonly family: Family,
    private readonly at: number,
  ) {}

  private wallet(key: number): Wallet {
    return must(this.family.wallets.get(key));
  }

  settle(claim: Claim, number: number, { state }: HeardOrder): void {
    if (claim.state === "open") this.wallet(claim.wallet).reserved -= claim.points;
    if (claim.state === "released") this.take(claim, claim.points);
    Object.assign(claim, { state: "used", usedBy: number, releasing: false });
    if (!claim.codeDead) return;
    const paid = state.gross - state.discount;
    const carried = state.claim !== null && this.family.claims.get(state.claim) === claim;
    const all = state.status === "cancelled" || !carried;
    const due = all ? claim.points : Math.floor((claim.points * state.refunded) / paid);
    if (due < claim.restored) this.take(claim, claim.restored - due);
    if (due > claim.restored) this.restore(claim, due - claim.restored);
    claim.restored = due;
  }

  /** Takes more for a claim that was given back too early. */
  private take(claim: Claim, count: number): void {
    const by = `${claim.debits[0]}, again ${claim.debits.length}`;
    debit(this.wallet(claim.wallet), { by, count, at: this.at });
    claim.debits.push(by);
  }

  /** Gives back what debits of a claim hold, the newest first. */
  private restore(claim: Claim, count: number): void {
    const wallet = this.wallet(claim.wallet);
    let left = count;
    for (const by of [...claim.debits].reverse()) {
      const back = Math.min(left, heldBy(wallet, by));
      giveBack(wallet, by, { count: back, at: this.at });
      left -= back;
    }
    if (left > 0) throw new Error("the model gives back more than a claim took");
  }

  reserve({ customer, claim: key, points }: Extract<Act, { act: "reserve" }>): string {
    const owner = this.family.who.get(customer);
    if (owner === undefined) return "not-a-member";
    const wallet = this.wallet(owner);
    if (spendable(wallet, this.at) < points) return "not-enough-points";
    debit(wallet, { by: key, count: points, at: this.at, redeems: true });
    wallet.reserved += points;
    this.family.claims.set(key, {
      wallet: owner,
      points,
      deadline: this.at + deadlineMs,
      state: "open",
      releasing: false,
      codeDead: false,
      usedBy: null,
      restored: 0,
      debits: [key],
    });
    return "done";
  }

  askRelease(key: string): void {
    const claim = must(this.family.claims.get(key));
    if (claim.state === "open") claim.releasing = true;
  }

  /** The store says that nobody can use the code any more. */
  codeDies(key: string): void {
    const claim = must(this.family.claims.get(key));
    if (claim.codeDead || (claim.state === "open" && !claim.releasing)) return;
    claim.codeDead = true;
    claim.releasing = false;
    if (claim.usedBy !== null) this.family.unsettled.add(claim.usedBy);
    if (claim.state !== "open") return;
    claim.state = "released";
    this.wallet(claim.wallet).reserved -= claim.points;
    this.restore(claim, claim.points);
  }
}
