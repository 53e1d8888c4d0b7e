/** Stand-ins for text, longer text, choices, ticks. */
import { Field } from "./field";
import { StandIn } from "./stand-in";

export class TextField extends Field<HTMLInputElement> {
  protected readonly markup = '<input id="field">';
  protected readonly kind = HTMLInputElement;

  protected override update(): void {
    super.update();
    if (this.control) this.control.type = this.tagName === "S-EMAIL-FIELD" ? "email" : "text";
  }
}

/** A custom element has a class of its own. */
export class EmailField extends TextField {}

export class TextArea extends Field<HTMLTextAreaElement> {
  protected readonly markup = '<textarea id="field" rows="3"></textarea>';
  protected readonly kind = HTMLTextAreaElement;
}

/** Its options are elements of the extension's, so they are copied as they come and go. */
export class Select extends Field<HTMLSelectElement> {
  protected readonly markup = '<select id="field"></select><div hidden><slot></slot></div>';
  protected readonly kind = HTMLSelectElement;

  protected override fill(control: HTMLSelectElement): void {
    const copy = () => {
      const empty = new Option("", "");
      empty.hidden = true;
      const options = [...this.querySelectorAll("s-option")].map((option) => {
        const text = option.textContent ?? "";
        const made = new Option(text, option.getAttribute("value") ?? text);
        made.disabled = option.hasAttribute("disabled");
        return made;
      });
      control.replaceChildren(empty, ...options);
      this.restore();
    };
    copy();
    new MutationObserver(copy).observe(this, { childList: true, subtree: true, characterData: true });
  }
}

export class SelectOption extends StandIn {
  protected update(): void {}
}

const TICK = `
:host{display:block}
label{display:flex;gap:10px;align-items:start;font-size:.9375rem;min-block-size:24px}
input{inline-size:20px;block-size:20px;margin:2px 0 0;accent-color:#1f4d43;flex:none}
input:focus-visible{outline:2px solid #1f4d43;outline-offset:2px}
small{display:block;color:#5e5650}
small:empty{display:none}
`;

export class Checkbox extends StandIn {
  static readonly observedAttributes = ["label", "disabled", "details", "checked"];
  #input: HTMLInputElement | null = null;
  #checked = false;

  get checked(): boolean {
    return this.#input?.checked ?? this.#checked;
  }

  set checked(checked: boolean) {
    this.#checked = checked === true;
    if (this.#input) this.#input.checked = this.#checked;
  }

  protected override build(): void {
    const root = this.shadow(
      '<label><input type="checkbox"><span><span id="text"></span><small></small></span></label>',
      TICK,
    );
    this.#input = root.querySelector("input");
    if (!this.#input) return;
    this.#input.checked = this.#checked;
    this.#input.addEventListener("change", () => this.dispatchEvent(new Event("change", { bubbles: true })));
  }

  protected update(): void {
    const root = this.shadowRoot;
    const text = root?.querySelector("#text");
    const details = root?.querySelector("small");
    if (text) text.textContent = this.text("label");
    if (details) details.textContent = this.text("details");
    if (this.#input) this.#input.disabled = this.flag("disabled");
  }
}
