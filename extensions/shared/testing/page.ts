/** For tests of extensions: what is on the page, and what a person does on it. */
import { vi } from "vitest";

export function page(): string {
  return (document.body.textContent ?? "").replace(/\s+/g, " ");
}

export function element(selector: string, name: string): HTMLElement {
  const all = Array.from(document.body.querySelectorAll<HTMLElement>(selector));
  const found = all.find((one) =>
    [one.textContent, one.getAttribute("accessibilityLabel"), one.getAttribute("label")].includes(name),
  );
  if (!found)
    throw new Error(
      `no ${selector} "${name}" among: ${all.map((one) => one.textContent || one.getAttribute("label")).join(", ")}`,
    );
  return found;
}

export const button = (name: string): HTMLElement => element("s-button", name);
export const isDisabled = (one: HTMLElement): boolean => one.hasAttribute("disabled");

export function click(name: string): void {
  button(name).dispatchEvent(new Event("click", { bubbles: true }));
}

/** Types into a field, or chooses in a list. */
export function type(selector: string, name: string, text: string): void {
  const field = Object.assign(element(selector, name), { value: text });
  for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
}

export function tick(name: string, checked: boolean): void {
  Object.assign(element("s-checkbox", name), { checked }).dispatchEvent(
    new Event("change", { bubbles: true }),
  );
}

export async function seen(text: string): Promise<void> {
  await vi.waitFor(
    () => {
      if (!page().includes(text)) throw new Error(`"${text}" is not on the page: ${page()}`);
    },
    { timeout: 8_000, interval: 10 },
  );
}
