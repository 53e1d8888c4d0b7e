/** The words of the opening page. */
import type { CastRole, Locale } from "../state/types";

export interface OpeningWords {
  readonly title: string;
  readonly lead: string;
  readonly walk: string;
  readonly steps: Readonly<
    Record<
      "store" | "account" | "checkout" | "orders" | "admin",
      { readonly title: string; readonly text: string }
    >
  >;
  readonly open: string;
  readonly cast: string;
  readonly castLead: string;
  readonly name: string;
  readonly who: string;
  readonly language: string;
  readonly balance: string;
  readonly points: string;
  readonly noPoints: string;
  readonly logInAs: string;
  readonly shops: string;
  readonly shopFacts: string;
  readonly scripts: string;
  readonly scriptsLead: string;
  readonly loading: string;
  readonly staff: string;
  readonly roles: Readonly<Record<CastRole, string>>;
  readonly languages: Readonly<Record<Locale, string>>;
}

export const openingWords: Readonly<Record<Locale, OpeningWords>> = {
  en: {
    title: "Vafa at work",
    lead: "An emulated Shopify and two emulated WooCommerce shops run on this machine, without the internet. The app beside them is the real one: real webhooks, real codes, real ledger.",
    walk: "A walk in five windows",
    steps: {
      store: {
        title: "Storefront",
        text: "Log in as one of the cast. See the balance, what a product earns, and what the points buy.",
      },
      account: {
        title: "Customer account",
        text: "The member's own page: balance and history, rewards, codes, inviting a friend, consent, leaving.",
      },
      checkout: { title: "Checkout", text: "Redeem points for a code, see the discount, place the order." },
      orders: {
        title: "Order desk",
        text: "Refund a part or all of it, edit, cancel. Send messages late, twice or twenty times.",
      },
      admin: {
        title: "Store admin",
        text: "The embedded app: members, ledger with reasons, adjust points, program, deliveries.",
      },
    },
    open: "Open",
    cast: "The cast",
    castLead: "Their customer numbers never change.",
    name: "Name",
    who: "Who",
    language: "Language",
    balance: "Balance",
    points: "points",
    noPoints: "none yet",
    logInAs: "Log in as",
    shops: "Two shops",
    shopFacts: "{customers} customers, {orders} orders",
    scripts: "For scripts",
    scriptsLead: "state.json tells keys, numbers and addresses; every act of the windows has a JSON address.",
    loading: "The history is still being loaded: {delivered} messages so far.",
    staff: "Staff",
    roles: {
      regular: "regular",
      persian: "regular",
      arabic: "regular",
      newcomer: "newcomer, no orders",
      vip: "buys most",
    },
    languages: { en: "English", fa: "Persian", ar: "Arabic" },
  },
  fa: {
    title: "وفا در کار",
    lead: "یک شاپیفای و دو فروشگاه ووکامرسِ شبیه‌سازی‌شده بی‌اینترنت روی همین دستگاه کار می‌کنند. برنامهٔ کنارشان خودِ برنامه است: وب‌هوک‌ها، کدها و دفتر کل واقعی‌اند.",
    walk: "گشتی در پنج پنجره",
    steps: {
      store: {
        title: "ویترین",
        text: "به نام یکی از بازیگران وارد شوید. موجودی، امتیاز هر کالا و آنچه با امتیاز می‌شود گرفت را ببینید.",
      },
      account: {
        title: "حساب مشتری",
        text: "صفحهٔ خودِ عضو: موجودی و سابقه، جایزه‌ها، کدها، دعوت از دوست، رضایت‌ها، خروج از برنامه.",
      },
      checkout: { title: "تسویه", text: "امتیاز را به کد تبدیل کنید، تخفیف را ببینید، سفارش را ثبت کنید." },
      orders: {
        title: "میز سفارش‌ها",
        text: "بخشی یا همه را بازپرداخت کنید، ویرایش یا لغو کنید. پیام‌ها را دیر، دوباره یا بیست‌باره بفرستید.",
      },
      admin: {
        title: "مدیریت فروشگاه",
        text: "خودِ برنامه: اعضا، دفتر کل با دلیل‌ها، اصلاح امتیاز، برنامهٔ وفاداری، پیام‌ها.",
      },
    },
    open: "باز کردن",
    cast: "بازیگران",
    castLead: "شمارهٔ مشتری‌شان هرگز عوض نمی‌شود.",
    name: "نام",
    who: "کیست",
    language: "زبان",
    balance: "موجودی",
    points: "امتیاز",
    noPoints: "هنوز هیچ",
    logInAs: "ورود به نام",
    shops: "دو فروشگاه",
    shopFacts: "{customers} مشتری، {orders} سفارش",
    scripts: "برای اسکریپت‌ها",
    scriptsLead: "state.json کلیدها، شماره‌ها و نشانی‌ها را می‌گوید؛ هر کارِ پنجره‌ها یک نشانی JSON دارد.",
    loading: "تاریخچه هنوز بار می‌شود: تا اینجا {delivered} پیام.",
    staff: "کارکنان",
    roles: {
      regular: "مشتری همیشگی",
      persian: "مشتری همیشگی",
      arabic: "مشتری همیشگی",
      newcomer: "تازه‌وارد، بی سفارش",
      vip: "بیشترین خرید",
    },
    languages: { en: "انگلیسی", fa: "فارسی", ar: "عربی" },
  },
  ar: {
    title: "وفا أثناء العمل",
    lead: "شوبيفاي مُحاكى ومتجرا ووكومرس مُحاكيان تعمل على هذا الجهاز دون إنترنت. أما التطبيق بجانبها فهو الحقيقي: الإشعارات والرموز ودفتر النقاط حقيقية.",
    walk: "جولة في خمس نوافذ",
    steps: {
      store: {
        title: "واجهة المتجر",
        text: "سجّل الدخول باسم أحد الشخصيات. شاهد الرصيد وما يكسبه كل منتج وما تشتريه النقاط.",
      },
      account: {
        title: "حساب العميل",
        text: "صفحة العضو نفسه: الرصيد والسجل، والمكافآت، والرموز، ودعوة صديق، والموافقات، والمغادرة.",
      },
      checkout: { title: "الدفع", text: "استبدل النقاط برمز، وشاهد الخصم، وأتمّ الطلب." },
      orders: {
        title: "مكتب الطلبات",
        text: "ردّ المبلغ جزئيًا أو كليًا، عدّل، ألغِ. أرسل الإشعارات متأخرة أو مرتين أو عشرين مرة.",
      },
      admin: {
        title: "إدارة المتجر",
        text: "التطبيق نفسه: الأعضاء، والدفتر مع الأسباب، وتعديل النقاط، والبرنامج، والإشعارات.",
      },
    },
    open: "فتح",
    cast: "الشخصيات",
    castLead: "أرقام عملائهم لا تتغير أبدًا.",
    name: "الاسم",
    who: "من",
    language: "اللغة",
    balance: "الرصيد",
    points: "نقطة",
    noPoints: "لا شيء بعد",
    logInAs: "الدخول باسم",
    shops: "متجران",
    shopFacts: "{customers} عميلًا، {orders} طلبًا",
    scripts: "للبرامج",
    scriptsLead: "يذكر state.json المفاتيح والأرقام والعناوين؛ ولكل فعل في النوافذ عنوان JSON.",
    loading: "ما زال التاريخ قيد التحميل: {delivered} إشعارًا حتى الآن.",
    staff: "الموظفون",
    roles: {
      regular: "عميل دائم",
      persian: "عميل دائم",
      arabic: "عميل دائم",
      newcomer: "جديد بلا طلبات",
      vip: "الأكثر شراءً",
    },
    languages: { en: "الإنجليزية", fa: "الفارسية", ar: "العربية" },
  },
};
