/**
 * Base of the stand-ins for Shopify's `s-*` elements: a custom element that draws itself from its attributes. Preact sets
 * properties it finds and attributes otherwise, so stand-ins declare attributes only (HTML writes their names in lower case).
 */

export abstract class StandIn extends HTMLElement {
  #drawn = false;

  connectedCallback(): void {
    if (!this.#drawn) {
      this.#drawn = true;
      this.build();
    }
    this.update();
  }

  attributeChangedCallback(): void {
    if (this.#drawn) this.update();
  }

  /** Once, when the element first stands in the page. */
  protected build(): void {}

  /** After that and after each change of an attribute. */
  protected abstract update(): void;

  protected text(name: string): string {
    return this.getAttribute(name.toLowerCase()) ?? "";
  }

  /** Preact writes `true` as "true" and leaves false out. */
  protected flag(name: string): boolean {
    const value = this.getAttribute(name.toLowerCase());
    return value !== null && value !== "false";
  }

  protected shadow(markup: string, css: string): ShadowRoot {
    const root = this.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = css;
    const template = document.createElement("template");
    // Markup of our own files only; nothing that was typed or fetched is ever in it.
    template.innerHTML = markup;
    root.append(style, template.content);
    return root;
  }
}

/** The one element with this id in a shadow tree that the stand-in has written itself. */
export function part<E extends Element>(root: ParentNode, selector: string, kind: new () => E): E {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the stand-in has no ${selector}`);
  return found;
}

/** Shopify's spacing scale in pixels. */
const SPACES: Readonly<Record<string, number>> = {
  none: 0,
  "small-500": 2,
  "small-400": 3,
  "small-300": 4,
  "small-200": 8,
  "small-100": 10,
  small: 12,
  base: 16,
  large: 20,
  "large-100": 24,
  "large-200": 32,
  "large-300": 40,
};

export function space(name: string): string {
  return `${SPACES[name] ?? 0}px`;
}
