/**
 * Base of the stand-ins that a shopper fills in: a native control with its label, details and error. `value` and `checked` are properties, as Shopify's are; `input`
 * and `change` leave the element as they leave a native one.
 */
import { part, StandIn } from "./stand-in";

const CSS = `
:host{display:block}
label{display:block;font-size:.8125rem;color:#4d5652;margin-block-end:6px}
input,select,textarea{box-sizing:border-box;font:inherit;font-size:1rem;inline-size:100%;min-block-size:44px;padding:9px 12px;border:1px solid #8d9893;border-radius:8px;background:#fff;color:inherit}
textarea{min-block-size:88px}
input:focus-visible,select:focus-visible,textarea:focus-visible{outline:2px solid #1f4d43;outline-offset:1px}
:disabled{color:#5c6460;cursor:not-allowed;background:#f3f4f2}
[aria-invalid]{border-color:#b3261e}
p{margin:6px 0 0;font-size:.8125rem}
.details{color:#5e5650}.error{color:#b3261e}
p:empty{display:none}
`;

const NOTES = '<p class="details" id="details"></p><p class="error" id="error" role="status"></p>';

export abstract class Field<
  Control extends HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement,
> extends StandIn {
  static readonly observedAttributes = [
    "label",
    "disabled",
    "error",
    "details",
    "placeholder",
    "maxlength",
    "required",
    "type",
    "readonly",
    "labelaccessibilityvisibility",
    "accessibilitylabel",
  ];
  protected control: Control | null = null;
  #root: ShadowRoot | null = null;
  #value = "";

  protected abstract readonly markup: string;
  protected abstract readonly kind: new () => Control;

  get value(): string {
    return this.control === null ? this.#value : this.control.value;
  }

  set value(value: string) {
    this.#value = String(value ?? "");
    if (this.control && this.control.value !== this.#value) this.control.value = this.#value;
  }

  protected override build(): void {
    const root = this.shadow(`<label for="field"></label>${this.markup}${NOTES}`, CSS);
    const control = part(root, "#field", this.kind);
    this.#root = root;
    this.control = control;
    this.fill(control);
    control.value = this.#value;
    control.setAttribute("aria-describedby", "details error");
    control.addEventListener("input", () => {
      this.#value = control.value;
    });
    // `input` leaves the shadow tree by itself, `change` does not.
    control.addEventListener("change", () => this.dispatchEvent(new Event("change", { bubbles: true })));
  }

  /** What only some controls need, before the value is set. */
  protected fill(_control: Control): void {}

  protected restore(): void {
    if (this.control) this.control.value = this.#value;
  }

  protected update(): void {
    const { control } = this;
    if (!control || !this.#root) return;
    const text = this.text("label") || this.text("accessibilityLabel");
    const label = part(this.#root, "label", HTMLLabelElement);
    label.textContent = this.text("label");
    label.hidden = this.text("labelAccessibilityVisibility") === "exclusive";
    control.setAttribute("aria-label", text);
    control.disabled = this.flag("disabled");
    control.required = this.flag("required");
    part(this.#root, ".details", HTMLParagraphElement).textContent = this.text("details");
    const error = this.text("error");
    part(this.#root, ".error", HTMLParagraphElement).textContent = error;
    control.toggleAttribute("aria-invalid", error !== "");
    if ("placeholder" in control) control.placeholder = this.text("placeholder");
    if ("maxLength" in control && this.text("maxLength")) control.maxLength = Number(this.text("maxLength"));
  }
}
