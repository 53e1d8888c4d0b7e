/** The page around the embedded app: shows the app's own navigation and title bar, and lets its address follow the app's. */
{
  const frame = document.getElementById("app");
  const root = frame.dataset.root;
  const bar = document.getElementById("title");
  const save = document.getElementById("save");
  const own = bar.querySelector("strong").textContent;
  const hidden = new Set(["embedded", "shop", "host", "locale", "session", "timestamp", "id_token", "hmac"]);

  const tell = (kind, what) => frame.contentWindow.postMessage({ sandbox: kind, ...what }, location.origin);

  const placeOf = (path) => (path.startsWith("/app") ? root + path.slice("/app".length) : root);

  function markCurrent() {
    const links = [...document.querySelectorAll("a[data-app-path]")];
    const here = location.pathname;
    const under = links.filter(
      ({ pathname }) => here === pathname || (pathname !== root && here.startsWith(`${pathname}/`)),
    );
    const current = under.sort((a, b) => b.pathname.length - a.pathname.length)[0];
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  function buttonOf({ id, label, variant, disabled }) {
    const button = Object.assign(document.createElement("button"), { textContent: label, disabled });
    button.dataset.variant = variant;
    button.addEventListener("click", () => tell("press", { id }));
    return button;
  }

  const heard = {
    place({ path, search }) {
      if (!path.startsWith("/app")) return;
      const query = new URLSearchParams(search);
      for (const name of hidden) query.delete(name);
      const text = query.toString();
      history.replaceState(null, "", placeOf(path) + (text ? `?${text}` : ""));
      markCurrent();
    },
    nav({ links }) {
      if (links.length === 0) return;
      const items = links.map(({ path, label }) => {
        const link = Object.assign(document.createElement("a"), { href: placeOf(path), textContent: label });
        link.dataset.appPath = path;
        const item = document.createElement("li");
        item.append(link);
        return item;
      });
      document.getElementById("app-nav").replaceChildren(...items);
      markCurrent();
    },
    title({ title, buttons }) {
      const name = Object.assign(document.createElement("strong"), {
        textContent: title ? `${own} · ${title}` : own,
      });
      bar.replaceChildren(name, ...buttons.map(buttonOf));
    },
    "save-bar"({ buttons }) {
      save.hidden = buttons.length === 0;
      save.querySelector("div").replaceChildren(...buttons.map(buttonOf));
    },
  };

  addEventListener("message", ({ origin, source, data }) => {
    if (origin === location.origin && source === frame.contentWindow) heard[data?.sandbox]?.(data);
  });

  addEventListener("click", (event) => {
    const path = event.target.closest?.("a[data-app-path]")?.dataset.appPath;
    if (!path || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    tell("go", { path });
  });
}
