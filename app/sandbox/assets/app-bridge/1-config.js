/**
 * The sandbox's stand-in for Shopify's App Bridge, first part: which shop and language the page was opened for (kept for the pages
 * that follow), and the line to the frame around it. The parts share `window.sandboxBridge` and are served as one script.
 */
{
  const query = new URLSearchParams(location.search);
  const keep = (name, otherwise) => {
    const key = `sandbox-bridge-${name}`;
    const given = query.get(name);
    if (given) sessionStorage.setItem(key, given);
    return given ?? sessionStorage.getItem(key) ?? otherwise;
  };
  const script = document.currentScript;
  const meta = document.querySelector('meta[name="shopify-api-key"]');
  const framed = window.parent !== window;

  window.sandboxBridge = {
    config: {
      apiKey: script?.dataset.apiKey ?? meta?.content ?? "",
      shop: keep("shop", ""),
      host: keep("host", ""),
      locale: keep("locale", "en"),
    },
    /** Styles without an element: React compares the whole document with what the server sent, and an element more is a fault. */
    style(text) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
    plainFetch: window.fetch.bind(window),
    /** Says something to the frame page; both are of one origin. */
    tell(kind, what) {
      if (framed) window.parent.postMessage({ sandbox: kind, ...what }, location.origin);
    },
    hear(kind, listener) {
      window.addEventListener("message", ({ origin, data }) => {
        if (origin === location.origin && data?.sandbox === kind) listener(data);
      });
    },
  };
}
