/** The sandbox's store as it stands when it is opened: the fixed shops and products, and what the file remembers. */
import { castMembers, customerOf } from "../cast/cast";
import { products } from "../cast/catalogue";
import { shops } from "../cast/shops";
import { openStateFile } from "./state-file";
import { SandboxStore } from "./store";

export interface CreateStoreOptions {
  /** Without a path nothing is remembered. */
  readonly path?: string;
  readonly now?: () => number;
}

export function createStore(options: CreateStoreOptions = {}): SandboxStore {
  const store = new SandboxStore({ shops, products, ...(options.now ? { now: options.now } : {}) });
  const remembered =
    options.path !== undefined && store.attach(openStateFile(options.path, () => store.image()));
  if (!remembered) {
    for (const member of castMembers) store.putCustomer(customerOf(member, joinedAt(store.now())));
  }
  return store;
}

/** The cast has been with the shop for a little more than the year of its history. */
const joinedAt = (now: number) => now - 400 * 86_400_000;
