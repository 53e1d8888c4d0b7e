/** `ui-modal`, drawn in the page, and `ui-save-bar`, shown by the frame; with the methods that Shopify's React components call. */
{
  const bridge = window.sandboxBridge;

  bridge.style(`
    ui-modal, ui-save-bar { display: none !important; }
    dialog.sandbox-modal { width: min(38rem, 92vw); padding: 0; border: 0; border-radius: .75rem; box-shadow: 0 1rem 3rem #0005; color: inherit; }
    dialog.sandbox-modal::backdrop { background: #0008; }
    .sandbox-modal > header { display: flex; align-items: center; justify-content: space-between; padding: .75rem 1rem; background: #f3f3f3; font-weight: 600; }
    .sandbox-modal > footer { display: flex; gap: .5rem; justify-content: end; padding: .75rem 1rem; border-block-start: 1px solid #e3e3e3; }
    .sandbox-modal button { padding: .4rem .8rem; border: 1px solid #8a8a8a; border-radius: .5rem; background: #fff; color: #303030; font: inherit; cursor: pointer; }
    .sandbox-modal footer button[variant="primary"] { background: #303030; border-color: #303030; color: #fff; }
    .sandbox-modal footer button[tone="critical"] { background: #8e1f0b; border-color: #8e1f0b; color: #fff; }
  `);

  class SaveBar extends HTMLElement {
    showing = false;
    connectedCallback() {
      this.observer = new MutationObserver(() => this.report());
      this.observer.observe(this, { attributes: true, childList: true, characterData: true, subtree: true });
    }
    disconnectedCallback() {
      this.observer?.disconnect();
      this.hide();
    }
    show() {
      this.setShowing(true);
    }
    hide() {
      this.setShowing(false);
    }
    toggle() {
      this.setShowing(!this.showing);
    }
    setShowing(showing) {
      if (showing === this.showing) return;
      this.showing = showing;
      bridge.tell("save-bar", { buttons: this.buttons() });
      this.dispatchEvent(new CustomEvent(showing ? "show" : "hide"));
    }
    report() {
      if (this.showing) bridge.tell("save-bar", { buttons: this.buttons() });
    }
    buttons() {
      return this.showing ? bridge.describe([...this.querySelectorAll("button")].reverse()) : [];
    }
  }

  class Modal extends HTMLElement {
    constructor() {
      super();
      this.dialog = document.createElement("dialog");
      this.dialog.className = "sandbox-modal";
      this.content = document.createElement("div");
      this.header = document.createElement("header");
      this.footer = document.createElement("footer");
      this.dialog.append(this.header, this.content, this.footer);
      this.dialog.addEventListener("close", () => this.dispatchEvent(new CustomEvent("hide")));
      this.addEventListener("sandbox-title", () => this.draw());
    }
    disconnectedCallback() {
      this.dialog.remove();
    }
    show() {
      if (this.dialog.open) return;
      this.draw();
      document.body.append(this.dialog);
      this.dialog.showModal();
      this.dispatchEvent(new CustomEvent("show"));
    }
    hide() {
      if (this.dialog.open) this.dialog.close();
    }
    toggle() {
      if (this.dialog.open) this.hide();
      else this.show();
    }
    /** Title and buttons stand in a `ui-title-bar` of the app's; pressing the copy presses the original. */
    draw() {
      const bar = this.querySelector("ui-title-bar");
      const title = bar?.getAttribute("title") ?? "";
      const close = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
      close.setAttribute("aria-label", "Close");
      close.addEventListener("click", () => this.hide());
      this.header.replaceChildren(document.createTextNode(title), close);
      this.dialog.setAttribute("aria-label", title);
      const originals = [...(bar?.querySelectorAll("button") ?? [])].reverse();
      this.footer.replaceChildren(
        ...originals.map((original) => {
          const copy = original.cloneNode(true);
          copy.addEventListener("click", () => original.click());
          return copy;
        }),
      );
      this.footer.hidden = originals.length === 0;
    }
  }

  customElements.define("ui-save-bar", SaveBar);
  customElements.define("ui-modal", Modal);
}
