/** A reward as the form holds it: the fields of every kind at once, so that changing the kind loses nothing that was typed. */
import { nameFrom } from "../../components/terms-form/reader";
import type { FormKind } from "../../components/terms-form/terms-form";
import { blankName, type FieldWriter, type NameDraft, nameOf } from "../../components/terms-form/writer";
import type { LimitPeriod } from "../../loyalty/earning-rules/action";
import { noGates } from "../../loyalty/reward-gates";
import type { Reward, RewardKind } from "../../loyalty/rewards";

export const validUnits = { minutes: 1, hours: 60, days: 1_440 } as const;
export type ValidUnit = keyof typeof validUnits;

export interface RewardDraft {
  readonly id: string;
  readonly kind: RewardKind;
  readonly active: boolean;
  readonly name: NameDraft;
  readonly mode: "fixed" | "slider";
  readonly points: string;
  readonly value: string;
  readonly stepPoints: string;
  readonly stepValue: string;
  readonly minPoints: string;
  readonly maxPoints: string;
  readonly percent: string;
  readonly maximumShipping: string;
  readonly productId: string;
  readonly variantId: string | null;
  readonly productTitle: string;
  readonly quantity: string;
  readonly minimumSubtotal: string;
  readonly combinesWith: Reward["combinesWith"];
  readonly tierIds: readonly string[];
  readonly segmentIds: readonly string[];
  /** Numbers with commas between them. */
  readonly memberIds: string;
  readonly from: number | null;
  readonly until: number | null;
  /** These three are empty for no limit. */
  readonly stock: string;
  readonly times: string;
  readonly valid: string;
  readonly per: LimitPeriod;
  readonly validUnit: ValidUnit;
}

const sliders: ReadonlySet<RewardKind> = new Set(["amount-off", "store-credit", "gift-card"]);
/** Only what is worth money can be had in any amount. */
export const maySlide = (kind: RewardKind): boolean => sliders.has(kind);

function unitOf(minutes: number): ValidUnit {
  return (["days", "hours"] as const).find((unit) => minutes % validUnits[unit] === 0) ?? "minutes";
}

function priceFields({ price }: Reward, write: FieldWriter) {
  const fixed = price.mode === "fixed" ? price : { points: price.minPoints, valueMinor: 0 };
  const slider =
    price.mode === "slider" ? price : { stepPoints: 100, stepValueMinor: 100, minPoints: 100, maxPoints: 0 };
  return {
    mode: price.mode,
    points: write.whole(fixed.points),
    value: write.money(fixed.valueMinor),
    stepPoints: write.whole(slider.stepPoints),
    stepValue: write.money(slider.stepValueMinor),
    minPoints: write.whole(slider.minPoints),
    maxPoints: write.whole(slider.maxPoints),
  };
}

function kindFields(reward: Reward, write: FieldWriter) {
  const product = reward.kind === "free-product" ? reward : null;
  return {
    percent: write.percent(reward.kind === "percentage-off" ? reward.percentBp : 1_000),
    maximumShipping: write.money(reward.kind === "free-shipping" ? reward.maximumShippingMinor : 0),
    productId: product?.productId ?? "",
    variantId: product?.variantId ?? null,
    productTitle: product?.title ?? "",
    quantity: write.whole(product?.quantity ?? 1),
  };
}

function limitFields({ stock, perMember, validMinutes }: Reward, write: FieldWriter) {
  const validUnit = validMinutes === null ? "days" : unitOf(validMinutes);
  return {
    stock: stock === null ? "" : write.whole(stock),
    times: perMember === null ? "" : write.whole(perMember.times),
    per: perMember?.per ?? ("lifetime" as const),
    valid: validMinutes === null ? "" : write.whole(validMinutes / validUnits[validUnit]),
    validUnit,
  };
}

export function draftOf(reward: Reward, write: FieldWriter): RewardDraft {
  const { id, kind, active, gates, combinesWith } = reward;
  return {
    id,
    kind,
    active,
    name: nameOf(reward.name),
    ...priceFields(reward, write),
    ...kindFields(reward, write),
    minimumSubtotal: write.money(reward.minimumSubtotalMinor),
    combinesWith,
    tierIds: gates.tierIds,
    segmentIds: gates.segmentIds,
    memberIds: gates.memberIds.map((member) => write.whole(member)).join(", "),
    from: gates.from,
    until: gates.until,
    ...limitFields(reward, write),
  };
}

/** A new one begins switched off, so that nothing half-written is offered. */
export function newReward(id: string, write: FieldWriter): RewardDraft {
  const plain: Reward = {
    id,
    kind: "amount-off",
    active: false,
    name: { en: "" },
    price: { mode: "fixed", points: 500, valueMinor: 0 },
    minimumSubtotalMinor: 0,
    combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
    gates: noGates,
    stock: null,
    perMember: null,
    validMinutes: null,
  };
  return { ...draftOf(plain, write), name: blankName, value: "" };
}

type Read = Parameters<FormKind<unknown>["partFrom"]>[1];

const given = <Value>(text: string, read: (text: string) => Value): Value | null =>
  text.trim() === "" ? null : read(text);

function priceFrom(draft: RewardDraft, read: Read): unknown {
  if (draft.mode === "fixed" || !maySlide(draft.kind)) {
    const valueMinor = maySlide(draft.kind) ? read.money(draft.value) : 0;
    return { mode: "fixed", points: read.whole(draft.points), valueMinor };
  }
  return {
    mode: "slider",
    stepPoints: read.whole(draft.stepPoints),
    stepValueMinor: read.money(draft.stepValue),
    minPoints: read.whole(draft.minPoints),
    maxPoints: read.whole(draft.maxPoints),
  };
}

function kindFrom(draft: RewardDraft, read: Read): object {
  switch (draft.kind) {
    case "percentage-off":
      return { percentBp: read.percent(draft.percent) };
    case "free-shipping":
      return { maximumShippingMinor: read.money(draft.maximumShipping) };
    case "free-product": {
      const { productId, variantId, productTitle, quantity } = draft;
      return { productId, variantId, title: productTitle, quantity: read.whole(quantity) };
    }
    default:
      return {};
  }
}

const membersFrom = (text: string, read: Read): number[] =>
  text
    .split(/[,،\s]+/)
    .filter((word) => word !== "")
    .map((word) => read.whole(word));

export function rewardFrom(draft: RewardDraft, read: Read): unknown {
  const { id, kind, active, combinesWith, tierIds, segmentIds, from, until } = draft;
  const times = given(draft.times, read.whole);
  return {
    id,
    kind,
    active,
    name: nameFrom(draft.name),
    price: priceFrom(draft, read),
    ...kindFrom(draft, read),
    // A code for one product cannot ask for a minimum of the order.
    minimumSubtotalMinor: kind === "free-product" ? 0 : read.money(draft.minimumSubtotal),
    combinesWith,
    gates: { tierIds, segmentIds, memberIds: membersFrom(draft.memberIds, read), from, until },
    stock: given(draft.stock, read.whole),
    perMember: times === null ? null : { times, per: draft.per },
    validMinutes: given(draft.valid, (text) => read.whole(text) * validUnits[draft.validUnit]),
  };
}
