/**
 * Second part: `ui-nav-menu`, drawn beside the pages (on a phone behind a button), and `ui-save-bar`, below them. What they hold stays the app's own links and buttons, so
 * they work as they are; only the room around them is ours.
 */
{
  const bridge = window.vafaBridge;
  const { labels } = bridge.page;

  const styleOf = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  };

  /** Styles of the page without an element: React compares the whole document with what the server sent. */
  document.adoptedStyleSheets = [
    ...document.adoptedStyleSheets,
    styleOf(`
  ui-title-bar, ui-save-bar:not([showing]) { display: none; }
  body:has(ui-save-bar[showing]) { padding-block-end: 4rem; }
@media (max-width: 59.99em) { html { scroll-padding-block: 3.5rem 4rem; } }
@media (min-width: 60em) { body:has(ui-nav-menu) { padding-inline-start: 13.5rem; } }
  ui-nav-menu:not(:defined) { visibility: hidden; }
  .vafa-notes { position: fixed; inset-block-end: 1rem; inset-inline: 1rem; z-index: 600; display: grid; gap: .5rem; justify-items: center; pointer-events: none; }
  .vafa-notes > * { max-inline-size: 40rem; padding: .6rem 1rem; border-radius: .6rem; background: #1a1a1a; color: #fff; pointer-events: auto; }
  .vafa-notes > .vafa-error { background: #8e1f0b; }
  .vafa-loading { position: fixed; inset-block-start: 0; inset-inline: 0; z-index: 700; block-size: 3px; background: #007a5c; }
  .vafa-leave { max-inline-size: 26rem; padding: 1.25rem; border: 0; border-radius: .75rem; box-shadow: 0 1rem 3rem #0005; }
  .vafa-leave::backdrop { background: #0008; }
  .vafa-leave p { margin: 0 0 1rem; }
  .vafa-leave button { min-block-size: 2.25rem; margin-inline-end: .5rem; padding: .3rem .9rem; border: 1px solid #8a8a8a; border-radius: .5rem; background: #fff; color: #303030; font: inherit; cursor: pointer; }`),
  ];

  class NavMenu extends HTMLElement {
    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [
        styleOf(`
  :host { display: block; position: sticky; inset-block-start: 0; z-index: 500; background: #fff; border-block-end: 1px solid #e3e3e3; font-weight: 500; font-size: .875rem; }
  button { inline-size: 100%; min-block-size: 2.75rem; padding: 0 1rem; border: 0; background: none; color: #303030; font: inherit; text-align: start; cursor: pointer; }
  button::before { content: "☰"; margin-inline-end: .6rem; }
  nav { display: grid; max-block-size: 70vh; overflow: auto; padding: .25rem .5rem .5rem; }
  nav:not([data-open]) { display: none; }
  ::slotted(a) { display: block; padding: .55rem .75rem; border-radius: .5rem; color: #303030; text-decoration: none; }
  ::slotted(a:hover) { background: #f1f1f1; }
  ::slotted(a[aria-current]) { background: #ebebeb; font-weight: 650; }
  ::slotted(a:focus-visible), button:focus-visible { outline: 2px solid #005bd3; outline-offset: -2px; }
  @media (min-width: 60em) {
    :host { position: fixed; inset-block: 0; inset-inline-start: 0; inline-size: 13.5rem; overflow: auto; border: 0; border-inline-end: 1px solid #e3e3e3; }
    button { display: none; }
    nav, nav:not([data-open]) { display: grid; max-block-size: none; padding-block: .75rem; }
  }`),
      ];
      root.innerHTML = '<button type="button" aria-controls="nav"></button><nav id="nav"><slot></slot></nav>';
      this.button = root.querySelector("button");
      this.nav = root.querySelector("nav");
      this.button.textContent = labels.menu;
      this.nav.setAttribute("aria-label", labels.menu);
      this.open(false);
      this.button.addEventListener("click", () => this.open(!this.nav.hasAttribute("data-open")));
      // A link leads on, and the menu is out of the way; the button's own click comes by here too.
      this.addEventListener("click", ({ target }) => target.closest("a") && this.open(false));
      this.addEventListener("keydown", ({ key }) => {
        if (key !== "Escape") return;
        this.open(false);
        this.button.focus();
      });
    }
    open(open) {
      this.nav.toggleAttribute("data-open", open);
      this.button.setAttribute("aria-expanded", String(open));
    }
  }

  class SaveBar extends HTMLElement {
    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [
        styleOf(`
  :host { position: fixed; inset-block-end: 0; inset-inline: 0; z-index: 550; display: flex; flex-wrap: wrap; align-items: center; justify-content: end; gap: .5rem; padding: .6rem 1rem; background: #1a1a1a; color: #fff; font-weight: 500; font-size: .875rem; }
  p { flex: 1 1 8rem; margin: 0; }
  ::slotted(button) { min-block-size: 2.25rem; padding: .3rem .9rem; border: 1px solid #8a8a8a; border-radius: .5rem; background: #303030; color: #fff; font: inherit; cursor: pointer; }
  ::slotted(button[variant="primary"]) { order: 2; background: #fff; color: #1a1a1a; }`),
      ];
      root.innerHTML = '<p role="status"></p><slot></slot>';
      this.text = root.querySelector("p");
    }
    get showing() {
      return this.hasAttribute("showing");
    }
    show() {
      this.set(true);
    }
    hide() {
      this.set(false);
    }
    set(showing) {
      if (showing === this.showing) return;
      this.toggleAttribute("showing", showing);
      this.text.textContent = showing ? labels.unsaved : "";
      this.dispatchEvent(new CustomEvent(showing ? "show" : "hide"));
    }
    disconnectedCallback() {
      this.removeAttribute("showing");
    }
  }

  bridge.define = () => {
    customElements.define("ui-nav-menu", NavMenu);
    customElements.define("ui-save-bar", SaveBar);
  };
}
