/** Session tokens: a fresh one when the last is about to run out, put on every request of the app, and once more when refused. */
{
  const bridge = window.sandboxBridge;
  const EARLY_MS = 10_000;
  let known = null;
  let asking = null;

  const expiryOf = (token) => {
    const [, payload = ""] = token.split(".");
    return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))).exp * 1_000;
  };

  const ask = async () => {
    const query = new URLSearchParams({ shop: bridge.config.shop });
    const answer = await bridge.plainFetch(`/sandbox/admin-token?${query}`);
    const { token, user } = await answer.json();
    known = { token, user, until: expiryOf(token) };
    return known;
  };

  bridge.session = async (fresh = false) => {
    if (!fresh && known && known.until - EARLY_MS > Date.now()) return known;
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };

  bridge.idToken = async () => (await bridge.session()).token;

  const isOurs = (url) => url.origin === location.origin && !url.pathname.startsWith("/sandbox");

  const sendWith = async (request, fresh) => {
    const headers = new Headers(request.headers);
    const { token } = await bridge.session(fresh);
    headers.set("Authorization", `Bearer ${token}`);
    headers.set("X-Requested-With", "XMLHttpRequest");
    return bridge.plainFetch(new Request(request, { headers }));
  };

  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!isOurs(new URL(request.url)) || request.headers.has("Authorization")) {
      return bridge.plainFetch(input, init);
    }
    const again = request.clone();
    const answer = await sendWith(request, false);
    const elsewhere = answer.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (elsewhere) {
      window.open(elsewhere, "_top");
      return answer;
    }
    const refused = answer.status === 401 && answer.headers.has("X-Shopify-Retry-Invalid-Session-Request");
    return refused ? sendWith(again, true) : answer;
  };

  // The bounce page: it has only this script and the address to go back to, which needs a token.
  const back = new URLSearchParams(location.search).get("shopify-reload");
  if (back) {
    bridge.idToken().then((token) => {
      const target = new URL(back, location.origin);
      target.searchParams.set("id_token", token);
      location.replace(target.pathname + target.search);
    });
  }
}
