/** Whether a text is a value of a metafield type, and what Shopify says when it is not. */

const TEXT_LIMIT = 65_535;
const JSON_LIMIT = 131_072;

type Problem = { readonly code: string; readonly message: string };

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const checks: Readonly<Record<string, { readonly ok: (text: string) => boolean; readonly message: string }>> =
  {
    boolean: { ok: (text) => /^(true|false)$/.test(text), message: "Value must be true or false." },
    date: { ok: (text) => /^\d{4}-\d\d-\d\d$/.test(text), message: "Value must be in YYYY-MM-DD format." },
    date_time: {
      ok: (text) => !Number.isNaN(Date.parse(text)) && text.includes("T"),
      message: "Value must be in “YYYY-MM-DDTHH:MM:SS” format. For example: 2022-06-01T15:30:00",
    },
    json: { ok: isJson, message: "Value is invalid JSON." },
    money: { ok: isJson, message: "Value must be a money object." },
    number_decimal: {
      ok: (text) => /^-?\d{1,13}(\.\d{1,9})?$/.test(text),
      message: "Value must be a decimal.",
    },
    number_integer: {
      ok: (text) => /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)),
      message: "Value must be an integer.",
    },
    single_line_text_field: {
      ok: (text) => !/[\r\n]/.test(text),
      message: "Value must be a single line text string.",
    },
    multi_line_text_field: { ok: () => true, message: "" },
    url: { ok: (text) => /^(https?|mailto|sms|tel):/.test(text), message: "Value must be a valid URL." },
    "list.single_line_text_field": { ok: isJson, message: "Value must be an array." },
  };

export function valueProblem(type: string, value: string): Problem | null {
  const check = checks[type];
  if (check === undefined) {
    return {
      code: "INCLUSION",
      message: `Type must be one of the following: ${Object.keys(checks).join(", ")}.`,
    };
  }
  if (value === "") return { code: "BLANK", message: "Value can't be blank." };
  const limit = type === "json" ? JSON_LIMIT : TEXT_LIMIT;
  if (Buffer.byteLength(value) > limit) {
    return { code: "TOO_LONG", message: `Value is too long (maximum is ${limit} characters).` };
  }
  return check.ok(value) ? null : { code: "INVALID_VALUE", message: check.message };
}
