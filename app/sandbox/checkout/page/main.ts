/**
 * The script of the checkout and thank-you pages: it connects the extension's frame with the sandbox, changes discount codes without
 * a new page, and lets the visitor try what goes wrong. Without it the page still takes codes and orders.
 */
import * as z from "zod/mini";
import { type CodeAnswer, type CodeChange, codeAnswer, frameStart, networkMode } from "../protocol";
import { type Bridge, openBridge } from "./bridge";

const pageData = z.object({
  start: frameStart,
  addresses: z.object({ codes: z.string(), token: z.string() }),
  texts: z.object({ refusedHere: z.string() }),
});

const fault = { noChanges: false, refuse: false };
let bridge: Bridge | null = null;

const data = pageData.parse(JSON.parse(element("#checkout-data").textContent ?? "{}"));
let values = data.start.values;

const frame = document.querySelector("iframe[data-extension]");
if (frame instanceof HTMLIFrameElement) {
  bridge = openBridge({ frame, start: data.start, token: sessionToken, change });
  // Only now: a frame that is ready before anybody listens would wait for ever.
  frame.src = frame.dataset.extension ?? "";
}
listenToForms();
listenToFaults();

async function sessionToken(): Promise<string | null> {
  const answer = await fetch(data.addresses.token, { method: "POST" });
  const read = z.object({ token: z.string() }).safeParse(await answer.json());
  return read.success ? read.data.token : null;
}

async function change(wish: CodeChange): Promise<{ ok: boolean; message: string }> {
  if (fault.noChanges) return { ok: false, message: "discount codes cannot be changed" };
  if (fault.refuse && wish.type === "addDiscountCode") return { ok: false, message: data.texts.refusedHere };
  const answer = await askForChange(wish);
  show(answer);
  return answer;
}

async function askForChange({ type, code }: CodeChange): Promise<CodeAnswer> {
  const answer = await fetch(data.addresses.codes, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ code, action: type === "addDiscountCode" ? "add" : "remove" }),
  });
  return codeAnswer.parse(await answer.json());
}

/** Everything that changed, at once: codes and totals for the eyes, the values for the extension. */
function show(answer: CodeAnswer): void {
  element("#codes").innerHTML = answer.codes;
  element("#totals").innerHTML = answer.totals;
  values = answer.values;
  tellValues();
}

function tellValues(): void {
  bridge?.values({ ...values, canChangeCodes: !fault.noChanges });
}

function listenToForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-codes]")) return;
    event.preventDefault();
    const fields = new FormData(form);
    const type = fields.get("action") === "remove" ? "removeDiscountCode" : "addDiscountCode";
    void change({ type, code: String(fields.get("code") ?? "") }).then(({ ok, message }) => {
      element("#code-message").textContent = ok ? "" : message;
      const field = document.querySelector<HTMLInputElement>("#code");
      if (field && ok) field.value = "";
      // A removed code takes its button with it, so whoever pressed it by keyboard is led to the field.
      field?.focus();
    });
  });
}

function listenToFaults(): void {
  for (const radio of document.querySelectorAll<HTMLInputElement>("input[name=fault]")) {
    radio.addEventListener("change", () => {
      fault.noChanges = radio.value === "no-changes";
      fault.refuse = radio.value === "refuse";
      const mode = networkMode.safeParse(radio.value);
      bridge?.network(mode.success ? mode.data : "fine");
      tellValues();
    });
  }
}

function element(selector: string): Element {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`this page has no ${selector}`);
  return found;
}
