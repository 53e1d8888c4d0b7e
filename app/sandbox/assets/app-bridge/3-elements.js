/** `ui-nav-menu` and `ui-title-bar`: what they hold is shown by the frame around the page, and pressed from there. */
{
  const bridge = window.sandboxBridge;
  bridge.style("ui-nav-menu, s-app-nav, ui-title-bar { display: none !important; }");
  const pressable = new Map();
  let lastId = 0;

  const idOf = (element) => {
    for (const [id, known] of pressable) if (known === element) return id;
    lastId += 1;
    pressable.set(lastId, element);
    return lastId;
  };

  /** Buttons as the frame can show them; pressing one there presses the one here. */
  bridge.describe = (buttons) =>
    buttons.map((button) => ({
      id: idOf(button),
      label: button.textContent,
      variant: button.getAttribute("variant") ?? "",
      disabled: button.hasAttribute("disabled"),
    }));

  class Watched extends HTMLElement {
    connectedCallback() {
      this.observer = new MutationObserver(() => this.report());
      this.observer.observe(this, { attributes: true, childList: true, characterData: true, subtree: true });
      this.report();
    }
    disconnectedCallback() {
      this.observer?.disconnect();
    }
  }

  class NavMenu extends Watched {
    report() {
      const links = [...this.querySelectorAll("a[href]")].filter((link) => link.rel !== "home");
      bridge.tell("nav", {
        links: links.map((link) => ({ path: link.getAttribute("href"), label: link.textContent })),
      });
    }
  }

  class TitleBar extends Watched {
    /** Inside a modal the bar belongs to the modal. */
    get inModal() {
      return this.closest("ui-modal") !== null;
    }
    report() {
      if (this.inModal) {
        this.dispatchEvent(new CustomEvent("sandbox-title", { bubbles: true }));
        return;
      }
      const buttons = [...this.querySelectorAll("button, a")];
      bridge.tell("title", {
        title: this.getAttribute("title") ?? "",
        buttons: bridge.describe(buttons),
      });
    }
    disconnectedCallback() {
      super.disconnectedCallback();
      bridge.tell("title", { title: "", buttons: [] });
    }
  }

  customElements.define("ui-nav-menu", NavMenu);
  customElements.define("s-app-nav", class extends NavMenu {});
  customElements.define("ui-title-bar", TitleBar);

  bridge.hear("press", ({ id }) => pressable.get(id)?.click());
  bridge.hear("go", ({ path }) => {
    const own = [...document.querySelectorAll("ui-nav-menu a[href], s-app-nav a[href]")];
    const known = own.find((link) => link.getAttribute("href") === path);
    // A link of the menu is the app's own and goes the app's way; without one the page's router is asked as App Bridge asks it.
    const link = known ?? document.createElement("a");
    if (known) {
      known.click();
      return;
    }
    link.setAttribute("href", path);
    document.body.append(link);
    link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true }));
    link.remove();
  });
}
