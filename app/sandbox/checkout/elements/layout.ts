/** Stand-ins for the boxes: stack, grid, section, divider. Logical CSS only, so that right-to-left needs nothing more. */
import { part, StandIn, space } from "./stand-in";

const ROLES: Readonly<Record<string, string>> = {
  "unordered-list": "list",
  "ordered-list": "list",
  "list-item": "listitem",
  status: "status",
  alert: "alert",
  section: "region",
};

/** What stack and grid have in common: the box itself and its role. */
abstract class Box extends StandIn {
  static readonly observedAttributes = [
    "accessibilitylabel",
    "accessibilityrole",
    "alignitems",
    "background",
    "border",
    "borderradius",
    "columngap",
    "direction",
    "gap",
    "gridtemplatecolumns",
    "inlinesize",
    "justifycontent",
    "padding",
    "rowgap",
  ];

  protected update(): void {
    this.setOrRemove("role", ROLES[this.text("accessibilityRole")]);
    this.setOrRemove("aria-label", this.text("accessibilityLabel") || undefined);
    const { style } = this;
    style.gap = space(this.text("gap"));
    if (this.text("rowGap")) style.rowGap = space(this.text("rowGap"));
    if (this.text("columnGap")) style.columnGap = space(this.text("columnGap"));
    style.alignItems = this.text("alignItems");
    style.justifyContent = this.text("justifyContent");
    style.padding = space(this.text("padding"));
    style.inlineSize = this.text("inlineSize") === "fill" ? "100%" : this.text("inlineSize");
    this.classList.toggle("bordered", !["", "none"].includes(this.text("border")));
    this.classList.toggle("subdued", this.text("background") === "subdued");
    this.classList.toggle("rounded", !["", "none"].includes(this.text("borderRadius")));
    this.arrange();
  }

  protected abstract arrange(): void;

  private setOrRemove(name: string, value: string | undefined): void {
    if (value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }
}

export class Stack extends Box {
  protected arrange(): void {
    const inline = this.text("direction") === "inline";
    this.style.flexDirection = inline ? "row" : "column";
    this.style.flexWrap = inline ? "wrap" : "nowrap";
  }
}

export class Grid extends Box {
  protected arrange(): void {
    this.style.display = "grid";
    this.style.gridTemplateColumns = this.text("gridTemplateColumns");
  }
}

export class Section extends StandIn {
  static readonly observedAttributes = ["heading", "accessibilitylabel"];
  #section = document.createElement("section");
  #heading = document.createElement("h2");

  protected override build(): void {
    const root = this.shadow(
      "<section><h2></h2><slot></slot></section>",
      "h2{margin:0 0 14px;font-size:1rem;font-weight:600;line-height:1.35;letter-spacing:-.005em}[hidden]{display:none}",
    );
    this.#section = part(root, "section", HTMLElement);
    this.#heading = part(root, "h2", HTMLHeadingElement);
  }

  protected update(): void {
    const heading = this.text("heading");
    this.#heading.textContent = heading;
    this.#heading.hidden = heading === "";
    this.#section.setAttribute("aria-label", heading || this.text("accessibilityLabel"));
  }
}

export class Divider extends StandIn {
  protected update(): void {
    this.setAttribute("role", "separator");
  }
}
