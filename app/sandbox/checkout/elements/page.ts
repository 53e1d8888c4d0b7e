/** Stand-ins for what frames a whole view: the page, the admin's block, and a text that a button copies. */
import { part, StandIn } from "./stand-in";

const CSS =
  "h1{margin:0 0 20px;font-size:1.5rem;line-height:1.3;letter-spacing:-.01em}h1:empty{display:none}div{display:grid;gap:20px}";

export class Page extends StandIn {
  static readonly observedAttributes = ["heading"];
  #heading = document.createElement("h1");

  protected override build(): void {
    const root = this.shadow("<h1></h1><div><slot></slot></div>", CSS);
    this.#heading = part(root, "h1", HTMLHeadingElement);
  }

  protected update(): void {
    this.#heading.textContent = this.text("heading");
  }
}

export class AdminBlock extends StandIn {
  static readonly observedAttributes = ["heading", "title"];
  #heading = document.createElement("h2");

  protected override build(): void {
    const root = this.shadow(
      "<section><h2></h2><slot></slot></section>",
      "h2{margin:0 0 12px;font-size:.9375rem}h2:empty{display:none}",
    );
    this.#heading = part(root, "h2", HTMLHeadingElement);
  }

  protected update(): void {
    this.#heading.textContent = this.text("heading") || this.text("title");
  }
}

const ACTION =
  "h2{margin:0 0 12px;font-size:1.125rem}footer{display:flex;flex-wrap:wrap;gap:8px;margin-block-start:16px}";

export class AdminAction extends StandIn {
  static readonly observedAttributes = ["heading", "loading"];
  #heading = document.createElement("h2");

  protected override build(): void {
    const root = this.shadow(
      '<section><h2></h2><slot></slot><footer><slot name="primary-action"></slot><slot name="secondary-actions"></slot></footer></section>',
      ACTION,
    );
    this.#heading = part(root, "h2", HTMLHeadingElement);
  }

  protected update(): void {
    this.#heading.textContent = this.text("heading");
    this.ariaBusy = this.flag("loading") ? "true" : null;
  }
}

/** Nothing to be seen: a button with `command="--copy"` copies its text. */
export class ClipboardItem extends StandIn {
  protected update(): void {
    this.hidden = true;
  }

  async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text("text"));
      this.dispatchEvent(new Event("copy"));
    } catch {
      this.dispatchEvent(new Event("copyerror"));
    }
  }
}

/** Shopify's elements act upon each other by name; here it is only copying. */
export function listenToCommands(): void {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[command='--copy']") : null;
    const item = document.getElementById(button?.getAttribute("commandfor") ?? "");
    if (item instanceof ClipboardItem) void item.copy();
  });
}
