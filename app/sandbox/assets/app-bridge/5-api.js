/** `window.shopify`: what apps call. What the sandbox has no window for says so instead of doing nothing. */
{
  const bridge = window.sandboxBridge;

  bridge.style(`
    .sandbox-toasts { position: fixed; inset-block-end: 1.25rem; inset-inline: 0; z-index: 600; display: grid; gap: .5rem; justify-items: center; pointer-events: none; }
    .sandbox-toasts > * { padding: .6rem 1rem; border-radius: .6rem; background: #1a1a1a; color: #fff; font: 500 .875rem/1.4 system-ui, Vazirmatn, sans-serif; pointer-events: auto; }
    .sandbox-toasts > .error { background: #8e1f0b; }
    .sandbox-toasts button { margin-inline-start: .75rem; border: 0; background: none; color: inherit; font: inherit; text-decoration: underline; cursor: pointer; }
    .sandbox-loading { position: fixed; inset-block-start: 0; inset-inline: 0; z-index: 700; height: 3px; background: #00a47c; }
  `);

  const toasts = Object.assign(document.createElement("div"), { className: "sandbox-toasts" });
  toasts.setAttribute("role", "status");
  toasts.setAttribute("aria-live", "polite");
  const bar = Object.assign(document.createElement("div"), { className: "sandbox-loading" });
  let lastToast = 0;

  const toast = {
    show(message, { duration = 5_000, isError = false, action, onAction, onDismiss } = {}) {
      lastToast += 1;
      const shown = Object.assign(document.createElement("div"), {
        id: `sandbox-toast-${lastToast}`,
        className: isError ? "error" : "",
        textContent: message,
      });
      if (action) {
        const button = Object.assign(document.createElement("button"), {
          type: "button",
          textContent: action,
        });
        button.addEventListener("click", () => onAction?.());
        shown.append(button);
      }
      // Not before there is something to say: what stands in the page while it hydrates is a fault.
      if (!toasts.isConnected) document.body.append(toasts);
      toasts.append(shown);
      setTimeout(() => {
        shown.remove();
        onDismiss?.();
      }, duration);
      return String(lastToast);
    },
    hide: (id) => document.getElementById(`sandbox-toast-${id}`)?.remove(),
  };

  const byId = (method) => async (id) => document.getElementById(id)?.[method]();
  const notHere = (name) => async () => {
    throw new Error(`The sandbox has no ${name}`);
  };

  window.shopify = {
    config: bridge.config,
    origin: location.origin,
    ready: Promise.resolve(),
    protocol: "shopify:",
    environment: { mobile: false, embedded: window.parent !== window, pos: false, intent: false },
    idToken: bridge.idToken,
    user: async () => {
      const { user } = await bridge.session();
      return { ...user, accountAccess: user.accountOwner ? "account owner" : "staff" };
    },
    toast,
    modal: { show: byId("show"), hide: byId("hide"), toggle: byId("toggle") },
    saveBar: {
      show: byId("show"),
      hide: byId("hide"),
      toggle: byId("toggle"),
      leaveConfirmation: async () => undefined,
    },
    loading: (on = true) => (on ? document.body?.append(bar) : bar.remove()),
    scopes: {
      query: async () => ({ granted: [], required: [], optional: [] }),
      request: notHere("scopes request"),
      revoke: notHere("scopes request"),
    },
    webVitals: { onReport: async () => undefined },
    resourcePicker: notHere("resource picker"),
    picker: notHere("picker"),
    print: async () => window.print(),
  };

  // The frame's address follows the page's, so that a reload or a shared link leads back to it.
  const tellPlace = () => bridge.tell("place", { path: location.pathname, search: location.search });
  for (const name of ["pushState", "replaceState"]) {
    const plain = history[name].bind(history);
    history[name] = (...args) => {
      plain(...args);
      tellPlace();
    };
  }
  addEventListener("popstate", tellPlace);
  addEventListener("DOMContentLoaded", () => {
    bridge.tell("title", { title: "", buttons: [] });
    tellPlace();
  });

  // `shopify:admin/…` names pages of Shopify's own: orders are the order desk's, themes are seen in the storefront.
  addEventListener("click", (event) => {
    const href = event.target.closest?.('a[href^="shopify:"]')?.getAttribute("href");
    if (!href) return;
    event.preventDefault();
    const { shop } = bridge.config;
    const order = /admin\/orders\/(\d+)/.exec(href)?.[1];
    const place = /admin\/themes/.test(href)
      ? `stores/${shop}/`
      : `orders/${shop}${order ? `/${order}` : ""}`;
    window.open(`/sandbox/${place}`, "_blank");
  });
}
