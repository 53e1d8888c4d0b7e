/** Stand-ins that tell how it goes: banner (a live region, as Shopify's is), progress, spinner. */
import { part, StandIn } from "./stand-in";

const BANNER = `
:host{display:block}
:host([hidden]){display:none}
.box{display:grid;grid-template-columns:auto 1fr;gap:10px;padding:12px 14px;border-radius:8px;border:1px solid #c3ccc8;background:#f3f5f4;font-size:.875rem}
.mark{inline-size:20px;block-size:20px;border-radius:50%;display:grid;place-items:center;font-size:.75rem;font-weight:700;background:#4d5652;color:#fff}
:host([tone="success"]) .box{background:#e9f5ef;border-color:#9fd0b8}
:host([tone="success"]) .mark{background:#0b6b45}
:host([tone="warning"]) .box{background:#fdf4dd;border-color:#e4c66f}
:host([tone="warning"]) .mark{background:#7a5600}
:host([tone="critical"]) .box{background:#fdeceb;border-color:#e7aca8}
:host([tone="critical"]) .mark{background:#b3261e}
:host([tone="info"]) .box{background:#eaf2f8;border-color:#a9c8de}
:host([tone="info"]) .mark{background:#1f5c86}
strong{display:block;margin-block-end:4px}
strong:empty{display:none}
`;

const MARKS: Readonly<Record<string, string>> = { success: "✓", warning: "!", critical: "!", info: "i" };

export class Banner extends StandIn {
  static readonly observedAttributes = ["tone", "heading"];
  #mark = document.createElement("span");
  #heading = document.createElement("strong");

  protected override build(): void {
    const root = this.shadow(
      '<div class="box"><span class="mark" aria-hidden="true"></span><div><strong></strong><slot></slot></div></div>',
      BANNER,
    );
    this.#mark = part(root, ".mark", HTMLSpanElement);
    this.#heading = part(root, "strong", HTMLElement);
  }

  protected update(): void {
    this.setAttribute("role", this.text("tone") === "critical" ? "alert" : "status");
    this.#mark.textContent = MARKS[this.text("tone")] ?? "i";
    this.#heading.textContent = this.text("heading");
  }
}

export class Progress extends StandIn {
  static readonly observedAttributes = ["value", "max", "accessibilitylabel"];
  #bar = document.createElement("div");

  protected override build(): void {
    const root = this.shadow(
      "<div></div>",
      ":host{display:block;block-size:6px;border-radius:6px;background:#dfe4e1;overflow:hidden}div{block-size:100%;border-radius:6px;background:#1f4d43;transition:inline-size .3s}",
    );
    this.#bar = part(root, "div", HTMLDivElement);
  }

  protected update(): void {
    const max = Number(this.text("max")) || 1;
    const value = Math.min(Math.max(Number(this.text("value")) || 0, 0), max);
    this.#bar.style.inlineSize = `${(value / max) * 100}%`;
    this.setAttribute("role", "progressbar");
    this.setAttribute("aria-valuemin", "0");
    this.setAttribute("aria-valuemax", String(max));
    this.setAttribute("aria-valuenow", String(value));
    this.setAttribute("aria-label", this.text("accessibilityLabel"));
  }
}

export class Spinner extends StandIn {
  static readonly observedAttributes = ["accessibilitylabel"];

  protected override build(): void {
    this.shadow(
      '<span aria-hidden="true"></span>',
      ":host{display:inline-grid}span{inline-size:16px;block-size:16px;border-radius:50%;border:2px solid #1f4d43;border-inline-end-color:transparent;animation:turn .8s linear infinite}@keyframes turn{to{transform:rotate(1turn)}}@media (prefers-reduced-motion:reduce){span{animation-duration:3s}}",
    );
  }

  protected update(): void {
    // Without a label there are words beside it, which say the same.
    const label = this.text("accessibilityLabel");
    this.ariaHidden = label ? null : "true";
    this.role = label ? "img" : null;
    this.ariaLabel = label || null;
  }
}
