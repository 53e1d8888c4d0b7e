/** What the Tehran shop sells, priced in rials. */
import { type Item, only, text } from "./item";

export const tehranItems: readonly Item[] = [
  {
    handle: "saffron",
    title: text("Saffron of Ghaen, 4.6 g", "زعفران قائن، یک مثقال", "زعفران قائن، ٤٫٦ غرام"),
    description: text("This year's harvest, all red.", "برداشت امسال، سرگل.", "حصاد هذا العام، أحمر خالص."),
    art: ["saffron", "plum"],
    prices: only(9_800_000),
    type: "خوراکی",
  },
  {
    handle: "pistachio",
    title: text("Akbari pistachios, 1 kg", "پستهٔ اکبری، یک کیلو", "فستق أكبري، كيلوغرام"),
    description: text("Roasted with lime and salt.", "بوداده با لیمو و نمک.", "محمّص بالليمون والملح."),
    art: ["pistachio", "sage"],
    prices: only(14_500_000),
    type: "خوراکی",
  },
  {
    handle: "lahijan-tea",
    title: text("Lahijan tea, 500 g", "چای لاهیجان، نیم کیلو", "شاي لاهيجان، نصف كيلو"),
    description: text("Spring harvest, broken leaf.", "چین بهاره، شکسته.", "قطفة الربيع، أوراق مكسّرة."),
    art: ["tin", "teal"],
    prices: only(4_200_000),
    type: "خوراکی",
  },
  {
    handle: "minakari-bowl",
    title: text("Enamelled bowl of Isfahan", "کاسهٔ میناکاری اصفهان", "وعاء مينا أصفهاني"),
    description: text("Painted by hand on copper.", "نقاشی دست بر مس.", "مرسوم يدويًا على النحاس."),
    art: ["bowl", "sky"],
    prices: [
      { title: text("Small", "کوچک", "صغير"), minor: 18_000_000 },
      { title: text("Large", "بزرگ", "كبير"), minor: 32_000_000 },
    ],
    type: "صنایع دستی",
  },
  {
    handle: "termeh-cloth",
    title: text("Termeh cloth of Yazd", "رومیزی ترمهٔ یزد", "مفرش ترمة يزدي"),
    description: text(
      "Woven silk and wool, one metre.",
      "ابریشم و پشم، یک متر.",
      "حرير وصوف منسوج، متر واحد.",
    ),
    art: ["blanket", "rose"],
    prices: only(26_500_000),
    type: "صنایع دستی",
  },
  {
    handle: "gift-card",
    title: text("Gift card", "کارت هدیه", "بطاقة هدية"),
    description: text("Sent by e-mail.", "با ایمیل فرستاده می‌شود.", "تُرسل بالبريد الإلكتروني."),
    art: ["card", "teal"],
    prices: only(10_000_000),
    type: "کارت هدیه",
    giftCard: true,
  },
];
