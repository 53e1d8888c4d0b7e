/**
 * Vafa on the storefront: makes the blocks quicker; every form, link and <details> works without it (field lesson 18).
 * Law 5: a key names one intention, so a retry after a time-out spends once.
 */
(() => {
  if (window.vafaStarted) return;
  window.vafaStarted = true;

  const all = (selector) => [...document.querySelectorAll(selector)];
  const boxOf = (element) => element.closest("[data-vafa-rewards]");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const textsOf = (box) => JSON.parse(box.querySelector("[data-vafa-texts]").textContent);
  const number = (box, value) => new Intl.NumberFormat(box.dataset.intl).format(value);

  function money({ dataset }, minor) {
    const style = { minimumFractionDigits: dataset.decimals, maximumFractionDigits: dataset.decimals };
    const amount = new Intl.NumberFormat(dataset.moneyIntl, style).format(minor / 10 ** dataset.exponent);
    return fill(dataset.money, { amount });
  }

  function day(box, at) {
    return new Intl.DateTimeFormat(box.dataset.intl, { dateStyle: "medium", timeStyle: "short" }).format(at);
  }

  function say(box, text) {
    box.querySelector("[data-vafa-status]").textContent = text;
  }

  function showBalance(box, balance) {
    const shown = number(box, balance);
    for (const figure of all("[data-vafa-balance]")) figure.textContent = shown;
    for (const line of all("[data-vafa-have]")) {
      line.textContent = fill(line.dataset.text, { amount: `${shown} ${line.dataset.name}` });
    }
  }

  /** Loads the page again, unless the theme takes the event and shows the new cart itself. */
  function settle(box, text, answer) {
    say(box, text);
    showBalance(box, answer.balance);
    const detail = { bubbles: true, cancelable: true, detail: answer };
    if (!box.dispatchEvent(new CustomEvent("vafa:changed", detail))) return;
    const flash = { text, balance: answer.balance, version: box.dataset.version };
    try {
      sessionStorage.setItem("vafa", JSON.stringify(flash));
    } catch {
      // Only this sentence is lost.
    }
    if (location.pathname === box.dataset.return) location.reload();
    else location.assign(box.dataset.return);
  }

  /** After the reload the answer's balance stands until a newer snapshot is printed. */
  function recall(box) {
    try {
      const flash = JSON.parse(sessionStorage.getItem("vafa"));
      sessionStorage.removeItem("vafa");
      setTimeout(say, 100, box, flash.text);
      if (flash.version === box.dataset.version) showBalance(box, flash.balance);
    } catch {
      // Nothing was said.
    }
  }

  /** Without script a refusal is shown by its #fragment. */
  function showRefusal() {
    const address = new URL(location.href);
    const reason = address.searchParams.get("vafa_declined");
    if (!reason) return;
    const line = document.getElementById(`vafa-declined-${reason}`);
    line?.classList.add("is-shown");
    line?.focus();
    address.searchParams.delete("vafa_declined");
    history.replaceState(history.state, "", address);
  }

  async function ask(address, options = {}) {
    const headers = { Accept: "application/json", ...options.headers };
    const answer = await fetch(address, { ...options, headers, signal: AbortSignal.timeout(15_000) });
    return answer.json();
  }

  const proxy = ({ dataset }, path) => `${dataset.root}apps/vafa/${path}?locale=${dataset.lang}`;

  /** Sets the cart's codes anew. */
  async function changeCodes({ dataset: { root } }, change) {
    const counting = ({ discount_codes: codes = [] }) => codes.filter((each) => each.applicable !== false);
    const before = counting(await ask(`${root}cart.js`)).map((each) => each.code);
    const cart = await ask(`${root}cart/update.js`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ discount: change(before).join(",") }),
    });
    return counting(cart).map((each) => each.code.toLowerCase());
  }

  async function apply(box, answer) {
    const { code, valueText, deadline } = answer.redemption;
    const codes = await changeCodes(box, (before) => [...before, code]);
    const text = textsOf(box)[codes.includes(code.toLowerCase()) ? "applied" : "not_applied"];
    settle(box, fill(text, { code, value: valueText, date: day(box, deadline) }), answer);
  }

  async function follow(box, first) {
    const texts = textsOf(box);
    let answer = first;
    for (let round = 0; answer.status === "issuing" && round < 8; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, answer.retryAfterMs));
      answer = await ask(proxy(box, `redemptions/${answer.redemption.redemptionId}`));
    }
    const { status, settled } = answer;
    if (status === "declined") say(box, answer.message);
    else if (status === "issued") await apply(box, answer);
    else if (status in texts) settle(box, texts[settled === false ? "releasing" : status], answer);
    else throw new Error(`status ${status}`);
  }

  /** A second press meanwhile does nothing. */
  async function once(box, button, deed) {
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    const { working, failed } = textsOf(box);
    say(box, working);
    try {
      await deed();
    } catch {
      say(box, failed);
    }
    button.ariaDisabled = null;
  }

  async function redeem(box, form) {
    const body = new URLSearchParams(new FormData(form));
    const answer = await ask(proxy(box, "redemptions"), { method: "POST", body });
    // This intention has its answer: the next press is a new one.
    form.elements.key.value = crypto.randomUUID();
    await follow(box, answer);
  }

  async function listHeld(box, details) {
    const { held } = await ask(proxy(box, "standing"));
    const rows = held.map((each) => heldRow(box, details, each));
    details.querySelector("[data-vafa-held-list]").replaceChildren(...rows);
  }

  function heldRow(box, details, held) {
    const row = details.querySelector("template").content.cloneNode(true);
    const slots = {
      name: held.rewardName,
      value: held.valueText,
      code: held.code ?? "…",
      until: fill(textsOf(box).until, { date: day(box, held.deadline) }),
    };
    for (const name in slots) row.querySelector(`[data-slot=${name}]`).textContent = slots[name];
    const use = row.querySelector("[data-vafa-use]");
    use.hidden = !held.code;
    use.href = `${box.dataset.root}discount/${held.code}?redirect=${encodeURIComponent(box.dataset.return)}`;
    const { dataset } = row.querySelector("[data-vafa-release]");
    Object.assign(dataset, { id: held.redemptionId, code: held.code });
    return row;
  }

  async function release(box, { id, code }) {
    const answer = await ask(proxy(box, `redemptions/${id}/release`), { method: "POST" });
    if (answer.status === "released")
      await changeCodes(box, (codes) => codes.filter((each) => each !== code));
    await follow(box, answer);
  }

  function choose(input) {
    const box = boxOf(input);
    const value = money(box, (input.value / input.step) * input.dataset.stepValue);
    const amount = `${number(box, input.value)} ${input.dataset.name}`;
    const choice = fill(input.dataset.text, { amount, value });
    input.nextElementSibling.textContent = choice;
    input.ariaValueText = choice;
  }

  /** Another variant: the text for it was printed with the page. */
  function lookUpHints() {
    for (const hint of all("[data-vafa-hint]")) {
      const known = JSON.parse(hint.querySelector("[data-vafa-hint-variants]")?.textContent ?? "{}");
      const fields = all('form[action*="/cart/add"] [name="id"]');
      const chosen = fields.find(
        (field) => field.value in known && (field.type !== "radio" || field.checked),
      );
      const line = hint.querySelector("[data-vafa-hint-text]");
      if (chosen && line.textContent !== known[chosen.value]) line.textContent = known[chosen.value];
    }
  }

  function start() {
    for (const input of all("[data-vafa-slider]")) {
      if (+input.max > +input.min) input.type = "range";
      choose(input);
    }
    for (const launcher of all("[data-vafa-launcher]")) launcher.classList.add("is-scripted");
    for (const status of all("[data-vafa-status]")) recall(boxOf(status));
    showRefusal();
  }

  function close(launcher) {
    launcher.open = false;
    launcher.querySelector("summary").focus();
  }

  const on = (type, act) => document.addEventListener(type, (event) => act(event, event.target), true);

  on("submit", (event, form) => {
    if (!form.matches("[data-vafa-redeem]")) return;
    event.preventDefault();
    const box = boxOf(form);
    once(box, form.querySelector("[type=submit]"), () => redeem(box, form));
  });
  on("input", (_event, input) => input.matches("[data-vafa-slider]") && choose(input));
  on("change", () => {
    // Some themes write the field a moment later.
    for (const ms of [0, 300]) setTimeout(lookUpHints, ms);
  });
  on("click", (_event, target) => {
    const box = boxOf(target);
    const button = target.closest("[data-vafa-release]");
    if (button) once(box, button, () => release(box, button.dataset));
    if (target.matches("[data-vafa-status]")) say(box, "");
    for (const launcher of all("[data-vafa-launcher][open]")) {
      if (target.closest("[data-vafa-close]")) close(launcher);
      else if (!launcher.contains(target)) launcher.open = false;
    }
  });
  on("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const status of all("[data-vafa-status]")) status.textContent = "";
    for (const launcher of all("[data-vafa-launcher][open]")) close(launcher);
  });
  on("toggle", (_event, details) => {
    if (!details.open || !details.matches("[data-vafa-held]")) return;
    const box = boxOf(details);
    listHeld(box, details).catch(() => say(box, textsOf(box).failed));
  });
  on("shopify:section:load", start);
  start();
})();
