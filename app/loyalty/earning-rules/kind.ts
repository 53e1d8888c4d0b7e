/** What defines a kind of earning rule (law 11): what it is earned by, how a form shows its arguments, and for orders how many points it gives. */

/** How a form shows one argument; labels are the translation keys `rule.<kind>.<argument>`. */
export const formHints = ["points", "money", "rounding", "limit", "text", "whole"] as const;
export type FormHint = (typeof formHints)[number];

type Hints<Arguments> = { readonly [Name in keyof Arguments]-?: FormHint };

/** What of an order a rule is evaluated on: the sum of the lines that match its conditions. */
export interface Matched {
  /** Minor units of the program's currency that count, not negative. */
  readonly eligible: number;
  /** Units that stand and were paid with money. */
  readonly units: number;
}

export interface OrderRuleDefinition<Kind extends string, Arguments> {
  readonly kind: Kind;
  readonly on: "order";
  readonly hints: Hints<Arguments>;
  /** What the points are shared out to lines by. */
  readonly by: keyof Matched;
  /**
   * Points for what matched, before they are shared out to lines: once per order, so that splitting a line changes nothing.
   * @param multiplierBp the tier's multiplier in basis points
   */
  evaluate(args: Arguments, matched: Matched, multiplierBp: number): number;
}

export interface ActionRuleDefinition<Kind extends string, Arguments> {
  readonly kind: Kind;
  readonly on: "action";
  readonly hints: Hints<Arguments>;
}
