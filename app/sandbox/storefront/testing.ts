/** For the storefront's tests: shops whose app has pushed a program and members' snapshots, in the contract's shapes. */
import {
  METAFIELDS,
  type MemberSnapshot,
  PROGRAM_METAFIELD,
  type StandingMetafield,
} from "../../contract/member-snapshot";
import { type ProgramSummary, programSummary } from "../../contract/program-summary";
import { DEMO_SHOP, TEHRAN_SHOP } from "../cast/shops";
import { createStore } from "../state/create-store";
import { gid } from "../state/ids";
import { APP_NAMESPACE, type SandboxStore } from "../state/store";
import type { SandboxDiscount } from "../state/types";

export const people = {
  /** 640 points, at the lowest tier. */
  emma: { id: 7_100_000_000_001, shop: DEMO_SHOP },
  nasrin: { id: 7_100_000_000_002, shop: DEMO_SHOP },
  /** Has 500 points held by a redemption. */
  omar: { id: 7_100_000_000_003, shop: DEMO_SHOP },
  /** A customer who is not a member yet. */
  lily: { id: 7_100_000_000_004, shop: DEMO_SHOP },
  /** 12,480 points, at the highest tier. */
  grace: { id: 7_100_000_000_005, shop: DEMO_SHOP },
  maryam: { id: 7_100_000_000_011, shop: TEHRAN_SHOP },
} as const;

const names = {
  bronze: { en: "Bronze", fa: "برنزی", ar: "برونزي" },
  silver: { en: "Silver", fa: "نقره‌ای", ar: "فضي" },
  gold: { en: "Gold", fa: "طلایی", ar: "ذهبي" },
};
export const tiers = {
  bronze: { id: "bronze", name: names.bronze, multiplierBp: 10_000 },
  silver: { id: "silver", name: names.silver, multiplierBp: 12_500 },
  gold: { id: "gold", name: names.gold, multiplierBp: 15_000 },
};

/** Five points per unit of currency; a fixed reward, a slider, and one with a minimum that combines with nothing. */
export function programOf(shop: string): ProgramSummary {
  const demo = shop === DEMO_SHOP;
  const unit = demo ? 100 : 100_000;
  const most = { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true };
  const plain = {
    percentBp: null,
    product: null,
    tierIds: [],
    from: null,
    until: null,
    opens: null,
    soldOut: false,
    notes: { en: [], fa: [], ar: [] },
  };
  return programSummary.parse({
    personalOffers: false,
    forms: [],
    version: 1,
    currency: demo ? "GBP" : "IRR",
    exponent: demo ? 2 : 0,
    pointsName: { en: "points", fa: "امتیاز", ar: "نقاط" },
    earning: { points: 5, perMinor: unit, rounding: "down" },
    minimumPoints: 0,
    tiers: [tiers.bronze, tiers.silver, tiers.gold],
    referral: null,
    membership: "automatic",
    rewards: [
      {
        ...plain,
        id: "five-off",
        kind: "amount-off",
        name: { en: "A little thank you", fa: "یک تشکر کوچک", ar: "شكر صغير" },
        price: { mode: "fixed", points: 500, valueMinor: 5 * unit },
        minimumSubtotalMinor: 0,
        combinesWith: most,
      },
      {
        ...plain,
        id: "slider",
        kind: "amount-off",
        name: { en: "Choose how much", fa: "خودتان انتخاب کنید", ar: "اختر المبلغ" },
        price: { mode: "slider", stepPoints: 100, stepValueMinor: unit, minPoints: 200, maxPoints: 0 },
        minimumSubtotalMinor: 0,
        combinesWith: most,
      },
      {
        ...plain,
        id: "big",
        kind: "amount-off",
        name: { en: "A big one", fa: "یک هدیهٔ بزرگ", ar: "هدية كبيرة" },
        price: { mode: "fixed", points: 2_500, valueMinor: 25 * unit },
        minimumSubtotalMinor: 50 * unit,
        combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
      },
    ],
  });
}

export function snapshotOf(
  balance: number,
  standing: Partial<StandingMetafield> = {},
  pending = 0,
): MemberSnapshot {
  const benefits = { percentOffBp: 0, freeShipping: false };
  const way = { progress: null, grace: null, comeback: null };
  const base = { version: 1, tier: tiers.bronze, benefits, ...way, reserved: 0, nextExpiry: null };
  return { balance, pending, standing: { ...base, ...standing } };
}

export function pushProgram(store: SandboxStore, shop: string, program: ProgramSummary): void {
  const installation = {
    shop,
    id: 410_000_000 + ((store.findShop(shop)?.id ?? 0) % 1_000),
    scope: "",
    installedAt: 0,
  };
  store.installationTable.put(installation);
  put(
    store,
    gid("AppInstallation", installation.id),
    PROGRAM_METAFIELD.namespace,
    PROGRAM_METAFIELD,
    program,
  );
}

export function pushSnapshot(store: SandboxStore, customerId: number, snapshot: MemberSnapshot): void {
  const owner = gid("Customer", customerId);
  put(store, owner, APP_NAMESPACE, METAFIELDS.balance, snapshot.balance);
  put(store, owner, APP_NAMESPACE, METAFIELDS.pending, snapshot.pending);
  put(store, owner, APP_NAMESPACE, METAFIELDS.standing, snapshot.standing);
}

type Field = { readonly key: string; readonly type: string };

function put(store: SandboxStore, ownerId: string, namespace: string, field: Field, value: unknown): void {
  const text = field.type === "json" ? JSON.stringify(value) : String(value);
  const id = store.nextId("metafield", 1);
  const { key, type } = field;
  store.putMetafield({ id, ownerId, namespace, key, type, value: text, createdAt: 0, updatedAt: 0 });
}

/** Both shops with their program; the cast as `people` tells. */
export function storeWithMembers(): SandboxStore {
  const store = createStore();
  for (const shop of [DEMO_SHOP, TEHRAN_SHOP]) pushProgram(store, shop, programOf(shop));
  const toSilver = { next: tiers.silver, metric: "spend", have: 31_000, need: 50_000, percent: 62 } as const;
  const toGold = { next: tiers.gold, metric: "spend", have: 124_000, need: 200_000, percent: 62 } as const;
  pushSnapshot(store, people.emma.id, snapshotOf(640, { progress: toSilver }, 120));
  pushSnapshot(store, people.nasrin.id, snapshotOf(1_240, { tier: tiers.silver, progress: toGold }));
  pushSnapshot(
    store,
    people.omar.id,
    snapshotOf(1_240, { tier: tiers.silver, progress: toGold, reserved: 500 }),
  );
  const nextExpiry = { points: 900, at: Date.UTC(2027, 0, 14, 12) };
  pushSnapshot(store, people.grace.id, snapshotOf(12_480, { tier: tiers.gold, nextExpiry }));
  pushSnapshot(
    store,
    people.maryam.id,
    snapshotOf(640, { progress: { ...toSilver, have: 310_000_000, need: 500_000_000 } }),
  );
  return store;
}

/** A code as the app's redemptions make them: five pounds off the order, once. */
export function putCode(store: SandboxStore, code: string, wish: Partial<SandboxDiscount> = {}): void {
  const id = store.nextId("discount", 1);
  store.putDiscount({
    id,
    codeId: id,
    shop: DEMO_SHOP,
    title: code,
    code,
    discountClass: "ORDER",
    value: { type: "amount", amountMinor: 500, appliesOnEachItem: false },
    productIds: null,
    customerIds: null,
    startsAt: 0,
    endsAt: null,
    usageLimit: 1,
    appliesOncePerCustomer: true,
    minimumSubtotalMinor: null,
    minimumQuantity: null,
    combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
    tags: [],
    uses: [],
    byApp: true,
    createdAt: 0,
    updatedAt: 0,
    ...wish,
  });
}
