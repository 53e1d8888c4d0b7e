/**
 * Turns Polaris' physical CSS (`margin-left`, `left`, `text-align: right`) into logical CSS when it is bundled, so that the whole admin is
 * mirrored in Persian and Arabic by `dir` alone and no second style sheet has to be kept in step. Used by vite.config.ts as a PostCSS plugin.
 */
interface Declaration {
  prop: string;
  value: string;
  readonly parent?: unknown;
  cloneBefore(changed: { prop: string; value: string }): unknown;
  remove(): unknown;
}

interface Plugin {
  readonly postcssPlugin: string;
  Declaration(declaration: Declaration): void;
}

/** Measured in the browser and set as physical offsets by script, or drawn around a centre: these stay as they are. */
const stayPhysical = /Tooltip|PositionedOverlay|RangeSlider|ColorPicker|Spinner/;

const sides: Readonly<Record<string, string>> = { left: "inline-start", right: "inline-end" };
const corners: Readonly<Record<string, string>> = {
  "top-left": "start-start",
  "top-right": "start-end",
  "bottom-left": "end-start",
  "bottom-right": "end-end",
};

/** The logical name of a physical property, or the same name. */
export function logicalProperty(property: string): string {
  if (property === "left" || property === "right") return `inset-${sides[property]}`;
  const side = /^(margin|padding|border)-(left|right)(-(?:width|color|style))?$/.exec(property);
  if (side) return `${side[1]}-${sides[side[2] ?? ""]}${side[3] ?? ""}`;
  const corner = /^border-(top-left|top-right|bottom-left|bottom-right)-radius$/.exec(property);
  return corner ? `border-${corners[corner[1] ?? ""]}-radius` : property;
}

/** Splits "0 calc(1px + 2px) auto 0" at the spaces outside parentheses. */
export function partsOf(value: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = "";
  for (const letter of value) {
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (depth === 0 && /\s/.test(letter)) {
      if (current !== "") parts.push(current);
      current = "";
    } else current += letter;
  }
  return current === "" ? parts : [...parts, current];
}

/** Four values name four physical sides; as logical pairs they turn with the direction. Null when there is nothing to turn. */
export function logicalShorthand(
  property: string,
  value: string,
): readonly (readonly [string, string])[] | null {
  const parts = partsOf(value);
  const [top, right, bottom, left] = parts;
  if (
    parts.length !== 4 ||
    top === undefined ||
    right === undefined ||
    bottom === undefined ||
    left === undefined
  )
    return null;
  if (property === "border-radius") {
    return [
      ["border-start-start-radius", top],
      ["border-start-end-radius", right],
      ["border-end-end-radius", bottom],
      ["border-end-start-radius", left],
    ];
  }
  if (!/^(margin|padding|inset)$/.test(property) || right === left) return null;
  return [
    [`${property}-block`, `${top} ${bottom}`],
    [`${property}-inline`, `${left} ${right}`],
  ];
}

function selectorOf(declaration: Declaration): string {
  const { parent } = declaration;
  return typeof parent === "object" && parent !== null && "selector" in parent ? String(parent.selector) : "";
}

/** Centred boxes are moved by a transform, which knows no direction. */
const isCentred = ({ prop, value }: Declaration) =>
  (prop === "left" || prop === "right") && value.trim() === "50%";

export function mirroredCss(): Plugin {
  return {
    postcssPlugin: "mirrored-css",
    Declaration(declaration) {
      if (declaration.prop.startsWith("--") || isCentred(declaration)) return;
      if (stayPhysical.test(selectorOf(declaration))) return;
      const pairs = logicalShorthand(declaration.prop, declaration.value);
      if (pairs) {
        for (const [prop, value] of pairs) declaration.cloneBefore({ prop, value });
        declaration.remove();
        return;
      }
      declaration.prop = logicalProperty(declaration.prop);
      if (declaration.prop === "text-align")
        declaration.value = declaration.value.replace(/\bleft\b/, "start").replace(/\bright\b/, "end");
      if (declaration.prop === "float")
        declaration.value = declaration.value.replace(/\b(left|right)\b/, (side) => sides[side] ?? side);
    },
  };
}
