/**
 * When a discount code is good for a cart, and what it is worth: Shopify's own rules. A code is bound to its customers, dates,
 * minimum and number of uses, and stands beside others only if both sides allow it.
 */
import type {
  CartLine,
  DiscountClass,
  Locale,
  Localized,
  SandboxCustomer,
  SandboxDiscount,
  SandboxProduct,
  SandboxVariant,
} from "./types";

export type DiscountRefusal =
  | "not_found"
  | "not_started"
  | "expired"
  | "login_required"
  | "other_customer"
  | "used_up"
  | "used_by_customer"
  | "minimum_subtotal"
  | "minimum_quantity"
  | "shipping_too_dear"
  | "cannot_combine"
  | "no_items";

export interface DiscountedLine {
  readonly line: CartLine;
  readonly product: SandboxProduct;
  readonly variant: SandboxVariant;
  readonly grossMinor: number;
}

export interface DiscountTrial {
  readonly customer: SandboxCustomer | null;
  readonly lines: readonly DiscountedLine[];
  /** Before any discount. */
  readonly shippingMinor: number;
  /** Codes that already stand in the cart. */
  readonly beside: readonly SandboxDiscount[];
  readonly now: number;
}

/** Lines a discount may touch: never gift cards, and only its products where it names some. */
export function entitledLines(discount: SandboxDiscount, lines: readonly DiscountedLine[]): DiscountedLine[] {
  const { productIds, variantIds = [] } = discount;
  return lines.filter(
    ({ product, variant }) =>
      !product.giftCard &&
      (productIds === null || productIds.includes(product.id) || variantIds.includes(variant.id)),
  );
}

export function discountStatus(discount: SandboxDiscount, now: number): "ACTIVE" | "EXPIRED" | "SCHEDULED" {
  if (discount.endsAt !== null && discount.endsAt <= now) return "EXPIRED";
  return discount.startsAt > now ? "SCHEDULED" : "ACTIVE";
}

export function refusalOf(discount: SandboxDiscount | null, trial: DiscountTrial): DiscountRefusal | null {
  if (discount === null) return "not_found";
  const status = discountStatus(discount, trial.now);
  if (status !== "ACTIVE") return status === "EXPIRED" ? "expired" : "not_started";
  return (
    refusalByCustomer(discount, trial.customer) ??
    refusalByCart(discount, trial.lines) ??
    refusalByShipping(discount, trial) ??
    (trial.beside.every((other) => combine(discount, other)) ? null : "cannot_combine")
  );
}

function refusalByShipping(
  { value }: SandboxDiscount,
  { lines, shippingMinor }: DiscountTrial,
): DiscountRefusal | null {
  if (value.type !== "free-shipping") return null;
  if (!lines.some(({ product }) => product.requiresShipping)) return "no_items";
  return value.maximumMinor !== null && shippingMinor > value.maximumMinor ? "shipping_too_dear" : null;
}

function refusalByCustomer(
  discount: SandboxDiscount,
  customer: SandboxCustomer | null,
): DiscountRefusal | null {
  if (discount.customerIds !== null) {
    if (customer === null) return "login_required";
    if (!discount.customerIds.includes(customer.id)) return "other_customer";
  }
  if (discount.usageLimit !== null && discount.uses.length >= discount.usageLimit) return "used_up";
  const usedBefore = customer !== null && discount.uses.some((use) => use.customerId === customer.id);
  return discount.appliesOncePerCustomer && usedBefore ? "used_by_customer" : null;
}

function refusalByCart(discount: SandboxDiscount, lines: readonly DiscountedLine[]): DiscountRefusal | null {
  const entitled = entitledLines(discount, lines);
  if (entitled.length === 0) return "no_items";
  const subtotal = entitled.reduce((sum, { grossMinor }) => sum + grossMinor, 0);
  if (discount.minimumSubtotalMinor !== null && subtotal < discount.minimumSubtotalMinor) {
    return "minimum_subtotal";
  }
  const units = entitled.reduce((sum, { line }) => sum + line.quantity, 0);
  return discount.minimumQuantity !== null && units < discount.minimumQuantity ? "minimum_quantity" : null;
}

const flagOf = {
  ORDER: "orderDiscounts",
  PRODUCT: "productDiscounts",
  SHIPPING: "shippingDiscounts",
} as const satisfies Record<DiscountClass, keyof SandboxDiscount["combinesWith"]>;

type Combined = Pick<SandboxDiscount, "discountClass" | "combinesWith">;

/** Both sides must allow it; one delivery is made free once. */
export function combine(one: Combined, other: Combined): boolean {
  if (one.discountClass === "SHIPPING" && other.discountClass === "SHIPPING") return false;
  return one.combinesWith[flagOf[other.discountClass]] && other.combinesWith[flagOf[one.discountClass]];
}

const messages: Record<DiscountRefusal, Localized> = {
  not_found: {
    en: "Enter a valid discount code",
    fa: "کد تخفیف معتبری وارد کنید",
    ar: "أدخل رمز خصم صالحًا",
  },
  not_started: {
    en: "This code is not valid yet",
    fa: "این کد هنوز معتبر نیست",
    ar: "هذا الرمز غير صالح بعد",
  },
  expired: { en: "This code has expired", fa: "مهلت این کد گذشته است", ar: "انتهت صلاحية هذا الرمز" },
  login_required: {
    en: "Log in to use this code",
    fa: "برای استفاده از این کد وارد حساب خود شوید",
    ar: "سجّل الدخول لاستخدام هذا الرمز",
  },
  other_customer: {
    en: "This code belongs to another customer",
    fa: "این کد برای مشتری دیگری است",
    ar: "هذا الرمز لعميل آخر",
  },
  used_up: {
    en: "This code has already been used",
    fa: "این کد پیش‌تر استفاده شده است",
    ar: "تم استخدام هذا الرمز من قبل",
  },
  used_by_customer: {
    en: "You have already used this code",
    fa: "شما پیش‌تر از این کد استفاده کرده‌اید",
    ar: "لقد استخدمت هذا الرمز من قبل",
  },
  minimum_subtotal: {
    en: "Your cart does not reach the minimum for this code",
    fa: "مبلغ سبد خرید به حداقل این کد نمی‌رسد",
    ar: "سلتك لا تبلغ الحد الأدنى لهذا الرمز",
  },
  minimum_quantity: {
    en: "Your cart needs more items for this code",
    fa: "برای این کد تعداد بیشتری کالا لازم است",
    ar: "تحتاج سلتك إلى عدد أكبر من المنتجات لهذا الرمز",
  },
  shipping_too_dear: {
    en: "The delivery costs more than this code covers",
    fa: "هزینهٔ ارسال از سقف این کد بیشتر است",
    ar: "كلفة التوصيل تتجاوز ما يغطيه هذا الرمز",
  },
  cannot_combine: {
    en: "This code cannot be combined with your other discount",
    fa: "این کد با تخفیف دیگر شما جمع نمی‌شود",
    ar: "لا يمكن الجمع بين هذا الرمز وخصمك الآخر",
  },
  no_items: {
    en: "This code is not valid for the items in your cart",
    fa: "این کد برای کالاهای سبد شما معتبر نیست",
    ar: "هذا الرمز غير صالح لمنتجات سلتك",
  },
};

export function refusalText(refusal: DiscountRefusal, locale: Locale): string {
  return messages[refusal][locale];
}
