/** Physical CSS becomes logical, and what script measures stays physical. */
import { describe, expect, test } from "vitest";
import { logicalProperty, logicalShorthand, mirroredCss, partsOf } from "./mirrored-css";

describe("a physical property", () => {
  test.each([
    ["left", "inset-inline-start"],
    ["margin-right", "margin-inline-end"],
    ["padding-left", "padding-inline-start"],
    ["border-left-color", "border-inline-start-color"],
    ["border-top-right-radius", "border-start-end-radius"],
    ["margin-top", "margin-top"],
    ["border-collapse", "border-collapse"],
  ])("%s is %s", (physical, logical) => {
    expect(logicalProperty(physical)).toBe(logical);
  });
});

describe("a shorthand", () => {
  test("of four values turns with the direction", () => {
    expect(logicalShorthand("margin", "0 1px 2px calc(3px + var(--a))")).toEqual([
      ["margin-block", "0 2px"],
      ["margin-inline", "calc(3px + var(--a)) 1px"],
    ]);
    expect(logicalShorthand("border-radius", "1px 0 0 1px")?.[1]).toEqual(["border-start-end-radius", "0"]);
  });

  test("whose sides are equal stays as it is", () => {
    expect(logicalShorthand("margin", "0 1px 2px 1px")).toBeNull();
    expect(logicalShorthand("padding", "0 1px")).toBeNull();
    expect(logicalShorthand("transition", "a b c d")).toBeNull();
  });

  test("is split outside parentheses only", () => {
    expect(partsOf(" 0  calc(1px * (2 + 3)) auto ")).toEqual(["0", "calc(1px * (2 + 3))", "auto"]);
  });
});

/** What the plugin makes of one declaration. */
function mirrored(selector: string, prop: string, value: string) {
  const out: { prop: string; value: string }[] = [];
  let removed = false;
  const declaration = {
    prop,
    value,
    parent: { selector },
    cloneBefore: (changed: { prop: string; value: string }) => out.push(changed),
    remove: () => {
      removed = true;
    },
  };
  mirroredCss().Declaration(declaration);
  return removed ? out : [{ prop: declaration.prop, value: declaration.value }];
}

describe("the plugin", () => {
  test("turns alignment and floats", () => {
    expect(mirrored(".a", "text-align", "right")).toEqual([{ prop: "text-align", value: "end" }]);
    expect(mirrored(".a", "float", "left")).toEqual([{ prop: "float", value: "inline-start" }]);
  });

  test("leaves alone what is centred, measured by script, or a custom property", () => {
    expect(mirrored(".a", "left", "50%")).toEqual([{ prop: "left", value: "50%" }]);
    expect(mirrored(".Polaris-Tooltip-TooltipOverlay", "left", "0")).toEqual([{ prop: "left", value: "0" }]);
    expect(mirrored(".a", "--left", "1px 2px 3px 4px")).toEqual([
      { prop: "--left", value: "1px 2px 3px 4px" },
    ]);
  });
});
