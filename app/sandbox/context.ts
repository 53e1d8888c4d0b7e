/** What every window of the sandbox is given: the emulated shop's memory, where it runs, and tokens as Shopify would sign them. */
import type { SandboxStore } from "./state/store";

export interface SandboxLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export interface SandboxKeys {
  readonly apiKey: string;
  readonly apiSecret: string;
}

export interface SandboxContext {
  readonly store: SandboxStore;
  readonly keys: SandboxKeys;
  /** `http://localhost:3000`: the one address of app and sandbox, without a slash at its end. */
  readonly origin: string;
  /** `http://127.0.0.1:3000`: how this process reaches the app. */
  readonly appOrigin: string;
  readonly port: number;
  readonly log: SandboxLog;
  /**
   * A session token as checkout and customer account extensions get it: `dest` is the shop, `sub` the customer's gid, and
   * nothing for a guest.
   */
  sessionTokenFor(wish: { readonly shop: string; readonly subject: string | null }): Promise<string>;
}
