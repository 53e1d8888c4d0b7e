/** Numbers as people type them: Persian and Arabic digits and separators are as good as Latin ones. */
const zeros = ["۰", "٠"] as const;

/** "۱۲٬۵۰۰٫۵" → "12500.5". Everything that is not a digit or a separator stays, so that a parser can refuse it. */
export function latinDigits(text: string): string {
  return text
    .trim()
    .replace(/[۰-۹٠-٩]/g, (digit) => {
      const zero = zeros.find((start) => digit >= start && digit.charCodeAt(0) - start.charCodeAt(0) < 10);
      return zero ? String(digit.charCodeAt(0) - zero.charCodeAt(0)) : digit;
    })
    .replace(/[\u200e\u200f\u061c]/g, "")
    .replace(/٫/g, ".")
    .replace(/[٬,\u00a0\u202f\s]/g, "")
    .replace(/−/g, "-");
}

/** A whole number, or null when the text is not one. */
export function readWhole(text: string): number | null {
  const latin = latinDigits(text);
  if (!/^-?\d{1,15}$/.test(latin)) return null;
  return Number(latin);
}
