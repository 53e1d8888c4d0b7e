/**
 * Vazirmatn, for Persian and Arabic letters only: Latin text keeps the store admin's own typeface. Text never changes its width after it was shown:
 * a page that opens in such letters waits for them as for its other styles (typeface.css), and any other page fetches them when some are on it,
 * a name or a language's, and does without where they come too late.
 */
import { useState } from "react";
import fontUrl from "vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2?url";
import styles from "./typeface.css?url";

const arabicScript = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+FB50-FDFF,U+FE70-FEFF";

const face = `@font-face{font-family:"Vazirmatn";font-style:normal;font-weight:100 900;font-display:optional;src:url("${fontUrl}") format("woff2");unicode-range:${arabicScript}}`;

export function Typeface({ ahead }: { ahead: boolean }) {
  // As it was opened: when staff change the language, a style sheet would come after the text.
  const [within] = useState(ahead);
  if (within) return <link rel="stylesheet" href={styles} />;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours; text in a style element must not be escaped.
  return <style dangerouslySetInnerHTML={{ __html: face }} />;
}
