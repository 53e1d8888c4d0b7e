/**
 * Vazirmatn, for Persian and Arabic letters only: Latin text keeps the store admin's own typeface. Text never changes its width after it was shown:
 * a page that opens in such letters is shown with them, or, where they take too long, for good without. Any other page fetches them when some are on
 * it, a name or a language's.
 */
import { useState } from "react";
import fontUrl from "vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2?url";
import { useNonce } from "./nonce";

/** Arabic script with its Persian letters and digits, presentation forms, and the joiners between them. */
const arabicScript = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+FB50-FDFF,U+FE70-FEFF";

const face = `@font-face{font-family:"Vazirmatn";font-style:normal;font-weight:100 900;font-display:optional;src:url("${fontUrl}") format("woff2");unicode-range:${arabicScript}}`;

/** How long a page waits for its letters, in milliseconds. They are asked for together with its style sheets. */
const patience = 500;

/**
 * No rule of CSS does this: in a frame, Chromium swaps even an optional font that comes a tenth of a second after the first paint. The page is
 * shown one frame after it was laid out in its letters, and nothing of it is changed for that: React finds what the server wrote.
 */
const shownWithLetters = `(function(){try{
var veil=new CSSStyleSheet(),font=new FontFace("Vazirmatn",${JSON.stringify(`url("${fontUrl}") format("woff2")`)},{weight:"100 900",unicodeRange:"${arabicScript}"}),late=false;
veil.replaceSync("html{visibility:hidden!important}");
var show=function(){document.adoptedStyleSheets=document.adoptedStyleSheets.filter(function(s){return s!==veil})};
var without=function(){late=true;show()};
document.adoptedStyleSheets=[veil];
var limit=setTimeout(without,${patience});
font.load().then(function(){if(late)return;clearTimeout(limit);document.fonts.add(font);
requestAnimationFrame(function(){requestAnimationFrame(show)})},without);
}catch(e){}})()`;

export function Typeface({ ahead }: { ahead: boolean }) {
  // As the page was opened: after a change of the language the letters would come later than the text.
  const [opened] = useState(ahead);
  const nonce = useNonce();
  // biome-ignore-start lint/security/noDangerouslySetInnerHtml: constants of ours; text in these elements must not be escaped.
  if (!opened) return <style dangerouslySetInnerHTML={{ __html: face }} />;
  return (
    <>
      <link rel="preload" as="font" type="font/woff2" href={fontUrl} crossOrigin="anonymous" />
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: shownWithLetters }} />
    </>
  );
  // biome-ignore-end lint/security/noDangerouslySetInnerHtml: as above
}
