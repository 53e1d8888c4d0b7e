/** Where our API is. Empty means: on the server that serves the page (the sandbox). */
export const APP_ADDRESS = builtAddress().replace(/\/$/, "");

/**
 * Written in by the build; the Shopify CLI takes it from the app's .env. Where that was forgotten there is no `process` either, and
 * then an extension that says "cannot be shown" is better than one that does not start.
 */
function builtAddress(): string {
  try {
    return process.env.APP_URL ?? "";
  } catch {
    return "";
  }
}
