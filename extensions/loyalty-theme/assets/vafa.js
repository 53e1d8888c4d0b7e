/** Makes the blocks quicker; forms and links work without it (field lesson 18). A key names one intention: a retry spends once. */
(() => {
  if (window.vafaStarted) return;
  window.vafaStarted = true;

  const all = (name) => [...document.querySelectorAll(`[data-vafa-${name}]`)];
  const one = (element, name) => element.querySelector(`[data-vafa-${name}]`);
  const boxOf = (element) => element.closest("[data-vafa-rewards]");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const textsOf = (box) => JSON.parse(one(box, "texts").textContent);
  const number = (box, value) => new Intl.NumberFormat(box.dataset.intl).format(value);

  function money({ dataset }, minor) {
    const { decimals, exponent, moneyIntl, money } = dataset;
    const style = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const amount = new Intl.NumberFormat(moneyIntl, style).format(minor / 10 ** exponent);
    return fill(money, { amount });
  }

  function day(box, at) {
    return new Intl.DateTimeFormat(box.dataset.intl, { dateStyle: "medium", timeStyle: "short" }).format(at);
  }

  const say = (box, text) => {
    one(box, "status").textContent = text;
  };

  function showBalance(box, balance) {
    const shown = number(box, balance);
    for (const figure of all("balance")) figure.textContent = shown;
    for (const line of all("have")) {
      line.textContent = fill(line.dataset.text, { amount: `${shown} ${line.dataset.name}` });
    }
  }

  function settle(box, text, answer) {
    say(box, text);
    showBalance(box, answer.balance);
    const detail = { bubbles: true, cancelable: true, detail: answer };
    if (!box.dispatchEvent(new CustomEvent("vafa:changed", detail))) return;
    const flash = { text, balance: answer.balance, version: box.dataset.version };
    try {
      sessionStorage.setItem("vafa", JSON.stringify(flash));
    } catch {}
    if (location.pathname === box.dataset.return) location.reload();
    else location.assign(box.dataset.return);
  }

  /** The answer's balance stands until a newer snapshot is printed. */
  function recall(box) {
    try {
      const flash = JSON.parse(sessionStorage.getItem("vafa"));
      sessionStorage.removeItem("vafa");
      setTimeout(say, 100, box, flash.text);
      if (flash.version === box.dataset.version) showBalance(box, flash.balance);
    } catch {}
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
    const headers = { Accept: "application/json" };
    return (await fetch(address, { ...options, headers, signal: AbortSignal.timeout(15_000) })).json();
  }

  const proxy = ({ dataset }, path) => `${dataset.root}apps/vafa/${path}?locale=${dataset.lang}`;

  async function changeCodes({ dataset: { root } }, change) {
    const counting = ({ discount_codes: codes = [] }) => codes.filter((each) => each.applicable !== false);
    const before = counting(await ask(`${root}cart.js`)).map((each) => each.code);
    const body = new URLSearchParams({ discount: change(before).join(",") });
    const cart = await ask(`${root}cart/update.js`, { method: "POST", body });
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
    const { status, settled, message, redemption } = answer;
    const text = redemption?.note ?? texts[settled === false ? "releasing" : status];
    if (message) say(box, message);
    else if (status === "issued") await apply(box, answer);
    else if (text) settle(box, text, answer);
    else throw new Error(status);
  }

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
    form.elements.key.value = crypto.randomUUID();
    await follow(box, answer);
  }

  async function list(box, details) {
    const { held, rewards } = await ask(proxy(box, "standing"));
    const personal = ({ id, affordable }) => affordable && !document.getElementById(`vafa-reward-${id}`);
    const rows = details.matches("[data-vafa-held]")
      ? held.map((each) => heldRow(box, details, each))
      : rewards.filter(personal).map((each) => offerRow(details, each));
    details.querySelector("ul").replaceChildren(...rows);
  }

  function rowOf(details, slots) {
    const row = details.querySelector("template").content.cloneNode(true);
    for (const place of row.querySelectorAll("[data-slot]")) place.textContent = slots[place.dataset.slot];
    return row;
  }

  function offerRow(details, offer) {
    const row = rowOf(details, { ...offer, notes: offer.notes.join(" · ") });
    const { elements } = row.querySelector("form");
    elements.rewardId.value = offer.id;
    elements.key.value = crypto.randomUUID();
    return row;
  }

  function heldRow(box, details, held) {
    const { redemptionId: id, code, note, deadline } = held;
    const until = note ?? fill(textsOf(box).until, { date: day(box, deadline) });
    const row = rowOf(details, { ...held, code: code ?? "…", until });
    const use = one(row, "use");
    use.hidden = note || !code;
    use.href = `${box.dataset.root}discount/${code}?redirect=${encodeURIComponent(box.dataset.return)}`;
    const release = one(row, "release");
    release.hidden = note;
    Object.assign(release.dataset, { id, code });
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

  function lookUpHints() {
    for (const hint of all("hint")) {
      const known = JSON.parse(one(hint, "hint-variants")?.textContent ?? "{}");
      const fields = document.querySelectorAll('form[action*="/cart/add"] [name="id"]');
      const chosen = [...fields].find(
        (field) => field.value in known && (field.type !== "radio" || field.checked),
      );
      const line = one(hint, "hint-text");
      if (chosen && line.textContent !== known[chosen.value]) line.textContent = known[chosen.value];
    }
  }

  function start() {
    for (const input of all("slider")) {
      if (+input.max > +input.min) input.type = "range";
      choose(input);
    }
    for (const offers of all("offers")) offers.hidden = false;
    for (const launcher of all("launcher")) launcher.classList.add("is-scripted");
    for (const status of all("status")) recall(boxOf(status));
    showRefusal();
  }

  function close(launcher) {
    if (!launcher.open) return;
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
    // Some themes write it later.
    for (const ms of [0, 300]) setTimeout(lookUpHints, ms);
  });
  on("click", (_event, target) => {
    const box = boxOf(target);
    const button = target.closest("[data-vafa-release]");
    if (button) once(box, button, () => release(box, button.dataset));
    if (target.matches("[data-vafa-status]")) say(box, "");
    for (const launcher of all("launcher")) {
      if (target.closest("[data-vafa-close]")) close(launcher);
      else if (!launcher.contains(target)) launcher.open = false;
    }
  });
  on("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const status of all("status")) status.textContent = "";
    for (const launcher of all("launcher")) close(launcher);
  });
  on("toggle", (_event, details) => {
    if (!details.open || !details.matches(".vafa-held")) return;
    const box = boxOf(details);
    list(box, details).catch(() => say(box, textsOf(box).failed));
  });
  on("shopify:section:load", start);
  start();
})();
