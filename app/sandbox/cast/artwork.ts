/** Product pictures drawn in SVG, so that no shop window waits for a request. Decorative: the name beside it says what it is. */

export interface Palette {
  readonly ground: string;
  readonly main: string;
  readonly dark: string;
  readonly light: string;
}

export const palettes = {
  rose: { ground: "#f7e6e3", main: "#c8665b", dark: "#7f3129", light: "#fff6f3" },
  sage: { ground: "#e5ece1", main: "#6d8b66", dark: "#3a5236", light: "#f6faf3" },
  sky: { ground: "#e0eaf2", main: "#5a86a8", dark: "#2a4a63", light: "#f4f9fd" },
  sand: { ground: "#f3ead9", main: "#c79a52", dark: "#78551d", light: "#fffaf0" },
  plum: { ground: "#ece3ee", main: "#8b6296", dark: "#4c2f55", light: "#faf5fb" },
  teal: { ground: "#dcebe9", main: "#3f8f89", dark: "#1d504c", light: "#f1faf9" },
} as const satisfies Record<string, Palette>;

type Motif = (colours: Palette) => string;

const motifs = {
  mug: ({ main, dark, light }) =>
    `<path d="M132 150h116v92a34 34 0 0 1-34 34h-48a34 34 0 0 1-34-34z" fill="${main}"/><path d="M248 172h14a26 26 0 0 1 0 52h-14" fill="none" stroke="${main}" stroke-width="16"/><ellipse cx="190" cy="150" rx="58" ry="12" fill="${dark}"/><path d="M172 122c-10-14 10-22 0-38M206 122c-10-14 10-22 0-38" fill="none" stroke="${dark}" stroke-width="6" stroke-linecap="round" opacity=".5"/><path d="M152 196h76" stroke="${light}" stroke-width="6" stroke-dasharray="2 12" stroke-linecap="round"/>`,
  teapot: ({ main, dark, light }) =>
    `<path d="M262 186c30-2 34-34 58-36-4 44-24 76-58 80z" fill="${main}"/><path d="M138 182c-52-22-60 66 2 60" fill="none" stroke="${main}" stroke-width="14"/><ellipse cx="200" cy="210" rx="78" ry="64" fill="${main}"/><ellipse cx="200" cy="152" rx="44" ry="10" fill="${dark}"/><circle cx="200" cy="134" r="11" fill="${dark}"/><path d="M150 212q50 34 100 0" fill="none" stroke="${light}" stroke-width="6" stroke-linecap="round"/><ellipse cx="200" cy="278" rx="44" ry="7" fill="${dark}"/>`,
  candle: ({ main, dark, light }) =>
    `<rect x="142" y="170" width="116" height="110" rx="14" fill="${main}"/><rect x="158" y="200" width="84" height="50" rx="6" fill="${light}"/><path d="M170 218h60M180 234h40" stroke="${dark}" stroke-width="5" stroke-linecap="round"/><path d="M200 170v-26" stroke="${dark}" stroke-width="5"/><path d="M200 92c20 24 18 50 0 54-18-4-20-30 0-54z" fill="${dark}" opacity=".75"/>`,
  book: ({ main, dark, light }) =>
    `<path d="M130 112h124a16 16 0 0 1 16 16v160H146a16 16 0 0 1-16-16z" fill="${main}"/><path d="M146 112v160" stroke="${dark}" stroke-width="8"/><rect x="172" y="146" width="72" height="46" rx="4" fill="${light}"/><path d="M186 162h44M186 176h28" stroke="${dark}" stroke-width="5" stroke-linecap="round"/><path d="M232 288v26l-10-8-10 8v-26" fill="${dark}"/>`,
  blanket: ({ main, dark, light }) =>
    `<path d="M112 150q88-36 176 0v112q-88 36-176 0z" fill="${main}"/><path d="M112 178q88-36 176 0M112 206q88-36 176 0M112 234q88-36 176 0" fill="none" stroke="${light}" stroke-width="7"/><path d="M120 266v20m20-14v20m20-17v20m20-18v20m20-19v20m20-20v20m20-22v20m20-24v20m20-28v20" stroke="${dark}" stroke-width="5" stroke-linecap="round"/>`,
  soap: ({ main, dark, light }) =>
    `<rect x="116" y="196" width="168" height="78" rx="30" fill="${main}"/><rect x="136" y="210" width="128" height="44" rx="20" fill="none" stroke="${light}" stroke-width="5"/><circle cx="172" cy="160" r="20" fill="none" stroke="${dark}" stroke-width="5"/><circle cx="216" cy="134" r="28" fill="none" stroke="${dark}" stroke-width="5"/><circle cx="248" cy="172" r="12" fill="none" stroke="${dark}" stroke-width="5"/>`,
  bag: ({ main, dark, light }) =>
    `<path d="M128 162h144l14 120H114z" fill="${main}"/><path d="M164 176v-34a36 36 0 0 1 72 0v34" fill="none" stroke="${dark}" stroke-width="9" stroke-linecap="round"/><circle cx="200" cy="224" r="26" fill="${light}"/><path d="M200 208c14 12 12 28 0 32-12-4-14-20 0-32z" fill="${dark}"/>`,
  plant: ({ main, dark, light }) =>
    `<path d="M144 214h112l-14 72h-84z" fill="${main}"/><rect x="136" y="200" width="128" height="22" rx="8" fill="${dark}"/><path d="M200 200c-4-50-40-66-66-64 4 34 30 56 66 64zM200 200c4-60 44-84 70-84-2 44-30 74-70 84zM200 200c-16-50 0-90 0-104 18 30 16 70 0 104z" fill="${dark}" opacity=".75"/><path d="M164 250h72" stroke="${light}" stroke-width="6" stroke-linecap="round"/>`,
  tin: ({ main, dark, light }) =>
    `<rect x="140" y="140" width="120" height="144" rx="10" fill="${main}"/><rect x="132" y="118" width="136" height="32" rx="10" fill="${dark}"/><circle cx="200" cy="214" r="38" fill="${light}"/><path d="M176 226c8-34 34-36 48-32-2 24-18 40-48 32z" fill="${main}"/>`,
  bowl: ({ main, dark, light }) =>
    `<path d="M108 182h184c0 62-38 98-92 98s-92-36-92-98z" fill="${main}"/><ellipse cx="200" cy="182" rx="92" ry="20" fill="${dark}"/><path d="M128 216q12 18 24 0t24 0 24 0 24 0 24 0 24 0" fill="none" stroke="${light}" stroke-width="6"/><rect x="168" y="278" width="64" height="12" rx="6" fill="${dark}"/>`,
  lamp: ({ main, dark, light }) =>
    `<path d="M160 100h80l36 92H124z" fill="${main}"/><path d="M140 170h120" stroke="${light}" stroke-width="6"/><path d="M200 192v72" stroke="${dark}" stroke-width="10"/><rect x="154" y="262" width="92" height="20" rx="10" fill="${dark}"/>`,
  card: ({ main, dark, light }) =>
    `<rect x="98" y="136" width="204" height="132" rx="16" fill="${main}"/><path d="M150 136v132M98 190h204" stroke="${light}" stroke-width="12"/><path d="M150 190c-44-6-42-50-14-46 16 2 16 30 14 46zM150 190c44-6 42-50 14-46-16 2-16 30-14 46z" fill="${dark}"/><path d="M196 232h76" stroke="${light}" stroke-width="8" stroke-linecap="round"/>`,
  pistachio: ({ main, dark, light }) =>
    `<path d="M150 150c-40 10-52 62-20 84s88-6 84-44-36-48-64-40z" fill="${light}"/><path d="M164 178c-18 8-20 32-4 40s40-6 38-22-20-24-34-18z" fill="${main}"/><path d="M252 206c-32 4-46 44-22 66s72 4 72-28-24-42-50-38z" fill="${light}"/><path d="M256 230c-14 4-18 22-6 30s32-2 32-14-14-20-26-16z" fill="${main}"/><path d="M140 300h150" stroke="${dark}" stroke-width="6" stroke-linecap="round"/>`,
  saffron: ({ main, dark, light }) =>
    `<path d="M200 286v-84" stroke="${dark}" stroke-width="8"/><path d="M200 216c-56 4-76-50-68-92 40 8 66 44 68 92zM200 216c56 4 76-50 68-92-40 8-66 44-68 92zM200 216c-34-36-26-92 0-124 26 32 34 88 0 124z" fill="${main}"/><path d="M200 204c-6-30-22-44-30-52M200 204c6-30 22-44 30-52M200 204v-62" stroke="${light}" stroke-width="6" stroke-linecap="round" fill="none"/>`,
} as const satisfies Record<string, Motif>;

export type MotifName = keyof typeof motifs;

export function artwork(motif: MotifName, palette: keyof typeof palettes): string {
  const colours = palettes[palette];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400" aria-hidden="true" focusable="false"><rect width="400" height="400" fill="${colours.ground}"/><ellipse cx="200" cy="298" rx="104" ry="12" fill="${colours.dark}" opacity=".12"/>${motifs[motif](colours)}</svg>`;
}
