/** Stand-in for `s-button`: a native button. Disabled and loading buttons stay readable and take no press. */
import { part, StandIn } from "./stand-in";

const CSS = `
:host{display:inline-block}
:host([inlinesize="fill"]){display:block}
button{font:inherit;font-weight:600;font-size:.875rem;line-height:1.25rem;min-block-size:40px;padding-block:8px;padding-inline:16px;border-radius:8px;border:1px solid transparent;background:#1f4d43;color:#fff;cursor:pointer;display:inline-flex;align-items:center;justify-content:center;gap:8px;transition:background .12s,border-color .12s}
:host([inlinesize="fill"]) button{inline-size:100%}
button:hover{background:#163a33}
:host([variant="secondary"]) button{background:#fff;color:#1f4d43;border-color:#9db8b0}
:host([variant="secondary"]) button:hover{background:#eef5f2;border-color:#1f4d43}
button:focus-visible{outline:2px solid #1f4d43;outline-offset:2px}
button:disabled{cursor:not-allowed;background:#e9ebe8;color:#5c6460;border-color:#e9ebe8}
:host([variant="secondary"]) button:disabled{background:#f3f4f2;border-color:#d9ddd9;color:#5c6460}
.wheel{inline-size:14px;block-size:14px;border-radius:50%;border:2px solid currentColor;border-inline-end-color:transparent;animation:turn .8s linear infinite}
[hidden]{display:none}
@keyframes turn{to{transform:rotate(1turn)}}
@media (prefers-reduced-motion:reduce){.wheel{animation-duration:3s}}
`;

export class Button extends StandIn {
  static readonly observedAttributes = ["disabled", "loading", "accessibilitylabel", "variant", "inlinesize"];
  #button = document.createElement("button");
  #wheel = document.createElement("span");

  protected override build(): void {
    const root = this.shadow(
      '<button type="button"><span class="wheel" aria-hidden="true"></span><slot></slot></button>',
      CSS,
    );
    this.#button = part(root, "button", HTMLButtonElement);
    this.#wheel = part(root, ".wheel", HTMLSpanElement);
  }

  protected update(): void {
    const loading = this.flag("loading");
    this.#button.disabled = this.flag("disabled") || loading;
    this.#wheel.hidden = !loading;
    this.#button.ariaBusy = loading ? "true" : null;
    this.#button.ariaLabel = this.text("accessibilityLabel") || null;
  }
}
