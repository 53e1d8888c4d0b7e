/**
 * In wp-admin's frame, in the place of App Bridge, first part: the token. The first document brings one in its address, where it does not stay; later ones come from the page
 * around us, which is the store's own. Each side names the other's origin, so that no third page hears a token or gives one.
 */
{
  const bridge = {};
  window.vafaBridge = bridge;
  const page = JSON.parse(document.getElementById("vafa-frame").textContent);
  const remembered = "vafa-store";
  const plainFetch = window.fetch.bind(window);
  /** A token is renewed so long before it runs out. */
  const earlyMs = 30_000;
  const patienceMs = 10_000;

  const memory = {
    get(key) {
      try {
        return sessionStorage.getItem(key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        sessionStorage.setItem(key, value);
      } catch {
        // A browser that keeps nothing for framed pages: after a reload the whole page has to be opened again.
      }
    },
  };

  /** The page around us: one of the store's own, or the one that was it before this document was loaded anew. */
  function originAround() {
    const before = memory.get(remembered);
    if (!page.origins) return before;
    const around = document.referrer && new URL(document.referrer).origin;
    const likely = [location.ancestorOrigins?.[0], around, before, page.origins[0]];
    return likely.find((origin) => page.origins.includes(origin));
  }
  const store = originAround();
  if (page.origins) memory.set(remembered, store);

  Object.assign(bridge, { page, memory, patienceMs });
  let known = null;
  let asking = null;

  /** How long it lives is counted on this clock from when it came: whether the clock is right does not matter. */
  function keep(token) {
    const payload = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const { sub, iat, exp } = JSON.parse(atob(payload));
    known = { token, sub, until: Date.now() + (exp - iat) * 1_000 - earlyMs };
  }

  const address = new URL(location.href);
  const brought = address.searchParams.get("woo");
  if (brought !== null) {
    address.searchParams.delete("woo");
    history.replaceState(history.state, "", address);
    if (!page.bounce) keep(brought);
  }

  function askParent() {
    return new Promise((resolve, reject) => {
      const end = (say, what) => {
        clearTimeout(timer);
        removeEventListener("message", hear);
        say(what);
      };
      const hear = ({ origin, source, data }) => {
        if (origin !== store || source !== window.parent) return;
        // Logged out of WordPress: waiting longer gives nothing.
        if (data?.vafa === "no-token") end(reject, new Error("no token is given"));
        if (data?.vafa !== "token" || typeof data.token !== "string") return;
        keep(data.token);
        end(resolve, data.token);
      };
      const timer = setTimeout(() => end(reject, new Error("no token came")), patienceMs);
      addEventListener("message", hear);
      if (store && window.parent !== window) window.parent.postMessage({ vafa: "token-please" }, store);
      else end(reject, new Error("nobody to ask"));
    });
  }

  /** Who is here, as the token says; it proves nothing to this page. */
  bridge.person = () => known?.sub;

  /** However many ask at once, the parent is asked once. */
  bridge.freshToken = () => {
    asking ??= askParent().finally(() => {
      asking = null;
    });
    return asking;
  };

  bridge.idToken = async () => (known && known.until > Date.now() ? known.token : bridge.freshToken());

  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin || request.headers.has("Authorization"))
      return plainFetch(input, init);
    const again = request.clone();
    const sendWith = (token, it) => {
      const headers = new Headers(it.headers);
      headers.set("Authorization", `Bearer ${token}`);
      return plainFetch(new Request(it, { headers }));
    };
    try {
      const answer = await sendWith(await bridge.idToken(), request);
      const refused = answer.status === 401 && answer.headers.has("X-Vafa-Token");
      return refused ? await sendWith(await bridge.freshToken(), again) : answer;
    } catch (error) {
      if (!known || known.until <= Date.now()) bridge.tellLost();
      throw error;
    }
  };
}
