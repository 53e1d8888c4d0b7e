/** Third part: `window.shopify`, as far as this app calls it; leaving unsaved work; and the page that only asks for a token and goes back where it came from. */
{
  const bridge = window.vafaBridge;
  const { page, memory, patienceMs } = bridge;
  const { labels } = page;
  const made = (tag, facts) => Object.assign(document.createElement(tag), facts);
  const notes = made("div", { className: "vafa-notes" });
  notes.setAttribute("role", "status");
  const bar = made("div", { className: "vafa-loading" });

  function note(text, isError, stayMs) {
    const shown = made("div", { textContent: text, className: isError ? "vafa-error" : "" });
    // Not before there is something to say: what stands in the page while it hydrates is a fault.
    if (!notes.isConnected) document.body.append(notes);
    notes.append(shown);
    if (stayMs) setTimeout(() => shown.remove(), stayMs);
  }

  let lost = false;
  bridge.tellLost = () => {
    if (!lost) note(labels.lost, true, 0);
    lost = true;
  };

  const showingBar = () => document.querySelector("ui-save-bar[showing]");

  /** Browsers show no `confirm` of a framed page, so we ask ourselves. @returns whether to leave */
  function mayLeave() {
    if (!showingBar()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const dialog = made("dialog", { className: "vafa-leave" });
      dialog.setAttribute("aria-label", labels.unsaved);
      const choice = (label, leave) => {
        const button = made("button", { type: "button", textContent: label });
        button.addEventListener("click", () => dialog.close(leave ? "leave" : ""));
        return button;
      };
      dialog.append(
        made("p", { textContent: labels.leaveQuestion }),
        choice(labels.stay, false),
        choice(labels.leave, true),
      );
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(dialog.returnValue === "leave");
      });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  /** Where the store shows what `shopify:admin/…` names. */
  const storePages = {
    orders: (id) => `admin.php?page=wc-orders${id ? `&action=edit&id=${id}` : ""}`,
    customers: (id) => (id ? `user-edit.php?user_id=${id}` : "users.php"),
    products: (id) => (id ? `post.php?post=${id}&action=edit` : "edit.php?post_type=product"),
  };

  let going = null;
  addEventListener(
    "click",
    async (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || link === going) return;
      const [, kind, id] = /^shopify:admin\/(\w+)\/?(\d*)/.exec(link.getAttribute("href")) ?? [];
      if (kind) {
        event.preventDefault();
        if (storePages[kind]) window.open(`${page.store}/wp-admin/${storePages[kind](id)}`, "_top");
        return;
      }
      if (!showingBar() || link.target === "_blank" || event.ctrlKey || event.metaKey || event.shiftKey)
        return;
      event.preventDefault();
      event.stopPropagation();
      if (!(await mayLeave())) return;
      showingBar()?.hide();
      going = link;
      link.click();
      going = null;
    },
    true,
  );
  addEventListener("beforeunload", (event) => {
    if (showingBar()) event.preventDefault();
  });

  const byId = (method) => async (id) => document.getElementById(id)?.[method]?.();
  const panel = { show: byId("show"), hide: byId("hide") };

  if (page.bounce) {
    const say = (text) => {
      document.getElementById("vafa-bounce").textContent = text;
    };
    const lately = Number(memory.get("vafa-bounced")) > Date.now() - patienceMs;
    memory.set("vafa-bounced", String(Date.now()));
    const back = (token) => {
      const target = new URL(page.bounce, location.origin);
      target.searchParams.set("woo", token);
      location.replace(target);
    };
    // Twice in a moment: the token that came was refused, and the next one would be too.
    if (lately) say(labels.refused);
    else bridge.freshToken().then(back, () => say(labels.outside));
  } else {
    bridge.define();
    window.shopify = {
      config: { apiKey: "", shop: new URL(page.store).host, host: "", locale: document.documentElement.lang },
      origin: location.origin,
      ready: Promise.resolve(),
      environment: { mobile: false, embedded: window.parent !== window, pos: false, intent: false },
      idToken: bridge.idToken,
      user: async () => ({ id: bridge.person(), accountAccess: page.role }),
      toast: {
        show: (text, { isError = false, duration = 5_000 } = {}) => note(text, isError, duration),
        hide: () => notes.replaceChildren(),
      },
      loading: (on = true) => (on ? document.body.append(bar) : bar.remove()),
      saveBar: { ...panel, leaveConfirmation: () => mayLeave() },
      modal: panel,
    };
  }
}
