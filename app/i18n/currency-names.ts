/**
 * What a currency is called beside an amount where symbols are not used: Persian and Arabic write the number, then the name.
 * A currency that is not here is called by its code.
 */
type Names = Readonly<Record<string, string>>;

export const persianCurrencies: Names = {
  IRR: "ریال",
  IRT: "تومان",
  AFN: "افغانی",
  USD: "دلار",
  EUR: "یورو",
  GBP: "پوند",
  CAD: "دلار کانادا",
  AUD: "دلار استرالیا",
  AED: "درهم",
  TRY: "لیر",
  SAR: "ریال سعودی",
  QAR: "ریال قطر",
  OMR: "ریال عمان",
  KWD: "دینار کویت",
  BHD: "دینار بحرین",
  IQD: "دینار عراق",
  JPY: "ین",
  CNY: "یوان",
  INR: "روپیه",
  CHF: "فرانک",
  SEK: "کرون سوئد",
};

export const arabicCurrencies: Names = {
  IRR: "ريال إيراني",
  IRT: "تومان",
  SAR: "ريال سعودي",
  AED: "درهم إماراتي",
  EGP: "جنيه مصري",
  KWD: "دينار كويتي",
  BHD: "دينار بحريني",
  IQD: "دينار عراقي",
  JOD: "دينار أردني",
  LYD: "دينار ليبي",
  TND: "دينار تونسي",
  DZD: "دينار جزائري",
  MAD: "درهم مغربي",
  OMR: "ريال عُماني",
  QAR: "ريال قطري",
  YER: "ريال يمني",
  LBP: "ليرة لبنانية",
  SYP: "ليرة سورية",
  SDG: "جنيه سوداني",
  TRY: "ليرة تركية",
  USD: "دولار أمريكي",
  EUR: "يورو",
  GBP: "جنيه إسترليني",
  CAD: "دولار كندي",
  AUD: "دولار أسترالي",
  JPY: "ين",
  CNY: "يوان",
  INR: "روبية هندية",
  CHF: "فرنك سويسري",
};

/** English uses the symbols of Intl; the toman is no ISO currency, so Intl does not know its name. */
export const englishCurrencies: Names = { IRT: "toman" };
