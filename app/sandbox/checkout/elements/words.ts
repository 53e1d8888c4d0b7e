/** Stand-ins for words: text, paragraph, heading, badge, link, and the paragraph that is still to come. */
import { part, StandIn } from "./stand-in";

/** Colour, tone and type are drawn by frame.css from the attributes. */
export class Text extends StandIn {
  static readonly observedAttributes = ["accessibilityvisibility"];

  protected update(): void {
    if (this.text("accessibilityVisibility") === "hidden") this.setAttribute("aria-hidden", "true");
    else this.removeAttribute("aria-hidden");
  }
}

export class Paragraph extends Text {}

export class Heading extends StandIn {
  protected update(): void {
    this.setAttribute("role", "heading");
    this.setAttribute("aria-level", "3");
  }
}

export class Badge extends StandIn {
  protected update(): void {}
}

export class Link extends StandIn {
  static readonly observedAttributes = ["href", "target", "accessibilitylabel"];
  #anchor = document.createElement("a");

  protected override build(): void {
    const root = this.shadow(
      "<a><slot></slot></a>",
      "a{color:#1f4d43;font:inherit;font-weight:600;text-underline-offset:3px}a:focus-visible{outline:2px solid #1f4d43;outline-offset:3px;border-radius:3px}",
    );
    this.#anchor = part(root, "a", HTMLAnchorElement);
  }

  protected update(): void {
    this.#anchor.href = addressOf(this.text("href"));
    // Whatever is linked replaces the checkout, never only the frame in it.
    this.#anchor.target = this.text("target") === "_blank" ? "_blank" : "_top";
    if (this.text("accessibilityLabel")) this.#anchor.ariaLabel = this.text("accessibilityLabel");
  }
}

/** `app:` is Shopify's own scheme for pages of the app, `extension:` that for the whole page in the customer account. */
function addressOf(href: string): string {
  if (href.startsWith("extension:")) return document.documentElement.dataset.account ?? "";
  if (!href.startsWith("app:")) return href;
  const page = href.slice("app:".length).replace(/^\/*(app\/)?/, "");
  return `${document.documentElement.dataset.admin ?? ""}/${page}`;
}

export class SkeletonParagraph extends StandIn {
  static readonly observedAttributes = ["content"];

  protected update(): void {
    this.setAttribute("role", "status");
    this.setAttribute("aria-busy", "true");
    this.textContent = this.text("content");
  }
}
