/** What the London shop sells: a dozen things, one with variants, one gift card. */
import { type Item, only, text } from "./item";

export const demoItems: readonly Item[] = [
  {
    handle: "stoneware-mug",
    title: text("Stoneware mug", "ماگ سفالی", "كوب من الخزف"),
    description: text(
      "Thrown by hand in Devon, glazed in rose. Holds a proper cup of tea.",
      "دست‌ساز دِوون با لعاب گلی؛ به اندازهٔ یک چای درست و حسابی.",
      "مصنوع يدويًا في ديفون بطلاء وردي، يتسع لكوب شاي كامل.",
    ),
    art: ["mug", "rose"],
    prices: only(1_200),
    type: "Kitchen",
  },
  {
    handle: "enamel-teapot",
    title: text("Enamel teapot", "قوری لعابی", "إبريق شاي مطلي"),
    description: text(
      "One litre, keeps warm on a stove or a samovar.",
      "یک لیتری؛ روی اجاق یا سماور گرم می‌ماند.",
      "سعة لتر واحد، يبقى دافئًا على الموقد أو السماور.",
    ),
    art: ["teapot", "teal"],
    prices: only(3_450),
    type: "Kitchen",
  },
  {
    handle: "cedar-candle",
    title: text("Cedar and fig candle", "شمع سدر و انجیر", "شمعة الأرز والتين"),
    description: text(
      "Burns for forty hours; soy wax in a glass to keep.",
      "چهل ساعت می‌سوزد؛ موم سویا در لیوانی ماندگار.",
      "تدوم أربعين ساعة؛ شمع صويا في كأس تحتفظ به.",
    ),
    art: ["candle", "sand"],
    prices: only(1_850),
    type: "Home",
  },
  {
    handle: "linen-notebook",
    title: text("Linen notebook", "دفتر کتانی", "دفتر بغلاف من الكتان"),
    description: text(
      "Ruled, 192 pages, opens flat.",
      "خط‌دار، ۱۹۲ صفحه، کاملاً باز می‌شود.",
      "مسطّر، ١٩٢ صفحة، يُفتح بشكل مستوٍ.",
    ),
    art: ["book", "sky"],
    prices: only(950),
    type: "Paper",
  },
  {
    handle: "wool-blanket",
    title: text("Lambswool blanket", "پتوی پشمی", "بطانية من الصوف"),
    description: text(
      "Woven in Yorkshire, soft from the first evening.",
      "بافت یورکشایر؛ از همان شب اول نرم.",
      "منسوجة في يوركشاير، ناعمة من أول مساء.",
    ),
    art: ["blanket", "plum"],
    prices: [
      { title: text("Throw, 130 × 170", "کوچک، ۱۷۰ × ۱۳۰", "صغيرة، ١٣٠ × ١٧٠"), minor: 6_400 },
      { title: text("Bed, 220 × 240", "تختخواب، ۲۴۰ × ۲۲۰", "سرير، ٢٢٠ × ٢٤٠"), minor: 11_900 },
    ],
    type: "Home",
  },
  {
    handle: "olive-soap",
    title: text("Olive oil soap", "صابون روغن زیتون", "صابون زيت الزيتون"),
    description: text(
      "Cured for eight weeks. Unscented.",
      "هشت هفته عمل‌آمده؛ بی‌بو.",
      "مُعتّق ثمانية أسابيع، بلا عطر.",
    ),
    art: ["soap", "sage"],
    prices: only(540),
    type: "Bath",
  },
  {
    handle: "canvas-tote",
    title: text("Canvas tote", "کیف کرباسی", "حقيبة قماشية"),
    description: text(
      "Heavy cotton, carries a week's market.",
      "پنبهٔ ضخیم؛ خرید یک هفته را جا می‌دهد.",
      "قطن سميك يحمل تسوّق أسبوع.",
    ),
    art: ["bag", "rose"],
    prices: only(1_600),
    type: "Bags",
  },
  {
    handle: "herb-planter",
    title: text("Herb planter", "گلدان سبزی", "أصيص أعشاب"),
    description: text(
      "Terracotta with a saucer, for one window sill.",
      "سفال با زیرگلدانی، برای یک لب پنجره.",
      "من التراكوتا مع صحن، لحافة نافذة واحدة.",
    ),
    art: ["plant", "sage"],
    prices: only(2_200),
    type: "Garden",
  },
  {
    handle: "assam-tea",
    title: text("Assam tea, 250 g", "چای آسام، ۲۵۰ گرم", "شاي آسام، ٢٥٠ غرامًا"),
    description: text(
      "Second flush, strong and malty.",
      "برداشت دوم؛ پررنگ و خوش‌عطر.",
      "القطفة الثانية، قوي وغني النكهة.",
    ),
    art: ["tin", "teal"],
    prices: only(1_150),
    type: "Pantry",
  },
  {
    handle: "walnut-bowl",
    title: text("Walnut salad bowl", "کاسهٔ سالاد گردو", "وعاء سلطة من خشب الجوز"),
    description: text(
      "Turned from one piece, oiled.",
      "یک‌تکه تراشیده و روغن‌خورده.",
      "مخروط من قطعة واحدة ومدهون بالزيت.",
    ),
    art: ["bowl", "sand"],
    prices: only(4_800),
    type: "Kitchen",
  },
  {
    handle: "reading-lamp",
    title: text("Reading lamp", "چراغ مطالعه", "مصباح قراءة"),
    description: text(
      "Brass stem, linen shade, warm light.",
      "پایهٔ برنجی، کلاهک کتانی، نور گرم.",
      "ساق نحاسية وغطاء كتّاني وضوء دافئ.",
    ),
    art: ["lamp", "sky"],
    prices: only(8_900),
    type: "Home",
  },
  {
    handle: "gift-card",
    title: text("Gift card", "کارت هدیه", "بطاقة هدية"),
    description: text(
      "Sent by e-mail. A gift card earns no points; what is bought with it does.",
      "با ایمیل فرستاده می‌شود. خود کارت امتیاز ندارد؛ خرید با آن دارد.",
      "تُرسل بالبريد الإلكتروني. لا تكسب البطاقة نقاطًا، بل ما يُشترى بها.",
    ),
    art: ["card", "plum"],
    prices: [
      { title: text("£25", "۲۵ پوند", "٢٥ جنيهًا"), minor: 2_500 },
      { title: text("£50", "۵۰ پوند", "٥٠ جنيهًا"), minor: 5_000 },
    ],
    type: "Gift card",
    giftCard: true,
  },
];
