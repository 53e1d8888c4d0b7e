/** A random program: steps whose numbers are resolved against what there is when their turn comes, so that a program without some of its steps is a program still. */
import fc from "fast-check";
import type { Moment } from "../mortal-process";
import { type Moving, moving } from "./left";

interface Anyhow {
  readonly shop: number;
  /** Its place in the program as it was made up. */
  readonly id: number;
  /** Once it has been played: the step that made what it is about, and whose that is. */
  readonly of?: number | null;
  readonly customer?: number;
}

/** Whom a step is about, once it has been played. */
export const customersOf = (step: Step): readonly number[] =>
  step.do === "merge" ? [step.kept, step.merged] : step.customer === undefined ? [] : [step.customer];

export type Step = Anyhow &
  (
    | {
        readonly do: "order";
        readonly customer: number;
        readonly pounds: number;
        readonly paid: boolean;
        readonly code: number | null;
        readonly daysAgo: number;
      }
    | {
        readonly do: "change";
        readonly order: number;
        readonly to:
          | "refund"
          | "return-all"
          | "cancel"
          | "revive"
          | "more"
          | "hand-over"
          | "recall"
          | "without-code";
        readonly part: number;
        /** The message about it is still on its way. */
        readonly late: boolean;
      }
    | { readonly do: "again"; readonly order: number; readonly version: number; readonly twice: boolean }
    | { readonly do: "redeem"; readonly customer: number; readonly points: number; readonly twice: boolean }
    | { readonly do: "release"; readonly claim: number }
    | { readonly do: "adjust"; readonly customer: number; readonly points: number; readonly twice: boolean }
    | { readonly do: "undo"; readonly adjustment: number }
    | { readonly do: "merge"; readonly kept: number; readonly merged: number }
    | { readonly do: "job"; readonly job: Job }
    | { readonly do: "wait"; readonly hours: number }
    | { readonly do: "clock-back"; readonly hours: number }
    | { readonly do: "cut" }
    | { readonly do: "kill"; readonly process: number; readonly statement: number; readonly moment: Moment }
    /** Whoever next carries out such an effect comes to a stop on the way, and others carry it out. */
    | { readonly do: "stop"; readonly effect: Moving; readonly before: number; readonly wakes: boolean }
  );
export type Job = "expire" | "mature" | "overdue" | "tiers";

export const shopsOfProgram = 2;
export const customersOfShop = 40;

const nat = fc.nat(99_999);
const customer = fc.integer({ min: 1, max: customersOfShop });
const shop = fc.nat(shopsOfProgram - 1);
const often = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });
const step = <Kind extends Step["do"], Rest extends object>(
  kind: Kind,
  rest: { [Key in keyof Rest]: fc.Arbitrary<Rest[Key]> },
) => fc.record({ do: fc.constant(kind), id: fc.constant(0), shop, ...rest }) as unknown as fc.Arbitrary<Step>;
const seldom = fc.integer({ min: 0, max: 9 }).map((one) => one === 0);

export const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  often(
    260,
    step("order", {
      customer,
      pounds: fc.integer({ min: 2, max: 12 }),
      paid: seldom.map((no) => !no),
      code: fc.option(nat, { nil: null, freq: 2 }),
      daysAgo: fc.constantFrom(0, 0, 0, 1, 20, 70),
    }),
  ),
  often(
    300,
    step("change", {
      order: nat,
      to: fc.constantFrom(
        ...(["refund", "refund", "return-all", "cancel", "revive", "more"] as const),
        ...(["hand-over", "hand-over", "recall", "without-code"] as const),
      ),
      part: fc.integer({ min: 1, max: 9 }),
      late: fc.boolean(),
    }),
  ),
  often(330, step("again", { order: nat, version: nat, twice: seldom })),
  often(40, step("redeem", { customer, points: fc.integer({ min: 1, max: 4 }), twice: seldom })),
  often(12, step("release", { claim: nat })),
  often(
    20,
    step("adjust", {
      customer,
      points: fc.integer({ min: -12, max: 15 }).filter((n) => n !== 0),
      twice: seldom,
    }),
  ),
  often(8, step("undo", { adjustment: nat })),
  often(6, step("merge", { kept: customer, merged: customer })),
  often(10, step("job", { job: fc.constantFrom("expire", "mature", "overdue", "tiers") })),
  often(5, step("wait", { hours: fc.constantFrom(1, 5, 30, 24 * 9, 24 * 33, 24 * 100) })),
  often(1, step("clock-back", { hours: fc.constantFrom(1, 30, 24 * 40) })),
  often(2, step("cut", {})),
  often(
    3,
    step("kill", {
      process: fc.nat(1),
      statement: fc.nat(60),
      moment: fc.constantFrom<Moment>("before", "underway", "after"),
    }),
  ),
  often(
    6,
    step("stop", {
      effect: fc.constantFrom<Moving>("kill-code", ...moving),
      before: fc.integer({ min: 1, max: 5 }),
      wakes: seldom.map((no) => !no),
    }),
  ),
);
