/**
 * Vazirmatn, for Persian and Arabic letters only: Latin text keeps the store admin's own typeface. It is fetched when such letters are on the
 * page, and ahead of time on pages written in them, so that text is drawn in it at once. Where it comes
 * too late for that, the first page keeps the system's letters: text never changes its width after it was shown.
 */
import fontUrl from "vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2?url";

/** Arabic script with its Persian letters and digits, presentation forms, and the joiners between them. */
const arabicScript = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+FB50-FDFF,U+FE70-FEFF";

const face = `@font-face{font-family:"Vazirmatn";font-style:normal;font-weight:100 900;font-display:optional;src:url("${fontUrl}") format("woff2");unicode-range:${arabicScript}}`;

export function Typeface({ ahead }: { ahead: boolean }) {
  return (
    <>
      {ahead && <link rel="preload" as="font" type="font/woff2" href={fontUrl} crossOrigin="anonymous" />}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours; text in a style element must not be escaped. */}
      <style dangerouslySetInnerHTML={{ __html: face }} />
    </>
  );
}
