/** Stand-in for `s-number-field`: a native number input with its label, steps and error. `value` is a property, as in Shopify's. */
import { part, StandIn } from "./stand-in";

const CSS = `
:host{display:block}
label{display:block;font-size:.8125rem;color:#4d5652;margin-block-end:6px}
.row{display:flex;align-items:stretch;border:1px solid #8d9893;border-radius:8px;background:#fff;overflow:hidden}
.row:focus-within{border-color:#1f4d43;box-shadow:0 0 0 1px #1f4d43}
:host([error]:not([error=""])) .row{border-color:#b3261e}
input{flex:1;min-inline-size:0;inline-size:100%;font:inherit;font-size:1rem;padding:9px 4px;border:0;background:none;color:inherit;text-align:center;outline:none;appearance:textfield;-moz-appearance:textfield}
input::-webkit-inner-spin-button,input::-webkit-outer-spin-button{appearance:none;margin:0}
button{font:inherit;font-size:1.125rem;inline-size:44px;border:0;background:#f3f4f2;color:#1f4d43;cursor:pointer}
button:hover{background:#e6efeb}
button:disabled,input:disabled{color:#5c6460;cursor:not-allowed}
button:focus-visible{outline:2px solid #1f4d43;outline-offset:-2px}
.error{margin:6px 0 0;font-size:.8125rem;color:#b3261e}
.error:empty{display:none}
`;

const MARKUP = `
<label for="field"></label>
<div class="row">
<button type="button" data-step="-1" tabindex="-1" aria-hidden="true">−</button>
<input id="field" type="number" aria-describedby="error">
<button type="button" data-step="1" tabindex="-1" aria-hidden="true">+</button>
</div>
<p class="error" id="error" role="status"></p>
`;

export class NumberField extends StandIn {
  static readonly observedAttributes = ["label", "min", "max", "step", "disabled", "error", "controls"];
  #input = document.createElement("input");
  #label = document.createElement("label");
  #error = document.createElement("p");
  #steppers: HTMLButtonElement[] = [];
  #value = "";

  get value(): string {
    return this.#value;
  }

  set value(value: string) {
    this.#value = String(value ?? "");
    if (this.#input.value !== this.#value) this.#input.value = this.#value;
  }

  protected override build(): void {
    const root = this.shadow(MARKUP, CSS);
    this.#input = part(root, "input", HTMLInputElement);
    this.#label = part(root, "label", HTMLLabelElement);
    this.#error = part(root, ".error", HTMLParagraphElement);
    this.#input.value = this.#value;
    // `input` leaves the shadow tree by itself, `change` does not.
    this.#input.addEventListener("input", () => {
      this.#value = this.#input.value;
    });
    this.#input.addEventListener("change", () => this.dispatchEvent(new Event("change", { bubbles: true })));
    this.#steppers = [...root.querySelectorAll("button")];
    for (const button of this.#steppers) {
      button.addEventListener("click", () => this.#step(Number(button.dataset.step)));
    }
  }

  protected update(): void {
    const input = this.#input;
    this.#label.textContent = this.text("label");
    for (const name of ["min", "max", "step"] as const) input[name] = this.text(name);
    input.inputMode = "numeric";
    input.disabled = this.flag("disabled");
    for (const button of this.#steppers) {
      button.disabled = input.disabled;
      button.hidden = this.text("controls") !== "stepper";
    }
    const error = this.text("error");
    this.#error.textContent = error;
    if (error) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  /** The arrow keys do the same in the input, so the two buttons are for pointers only. */
  #step(direction: number): void {
    if (direction > 0) this.#input.stepUp();
    else this.#input.stepDown();
    this.value = this.#input.value;
    this.dispatchEvent(new Event("input", { bubbles: true }));
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
