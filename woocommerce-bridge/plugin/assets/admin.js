/*
 * The frame of Vafa's admin asks for a fresh token before its own runs out; this page fetches one from WordPress and hands it over. Asked and answered only between this page and the frame's own
 * origin.
 */
(() => {
  const frame = document.getElementById("vafa-admin-frame");
  if (!frame) return;
  const { origin, renew, nonce } = frame.dataset;
  const fetchToken = async () => {
    const body = new URLSearchParams({ action: "vafa_token", nonce });
    const answer = await fetch(renew, { method: "POST", credentials: "same-origin", body });
    if (!answer.ok) throw new Error(`no token: ${answer.status}`);
    const { success, data } = await answer.json();
    if (!success) throw new Error("no token");
    return data.token;
  };
  window.addEventListener("message", async (event) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    if (event.data?.vafa !== "token-please") return;
    try {
      frame.contentWindow.postMessage({ vafa: "token", token: await fetchToken() }, origin);
    } catch {
      // Logged out of WordPress, or it did not answer: the frame says so itself when it gets nothing.
      frame.contentWindow?.postMessage({ vafa: "no-token" }, origin);
    }
  });
})();
