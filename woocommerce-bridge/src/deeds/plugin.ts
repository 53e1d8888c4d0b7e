/** The companion plugin in a store, at its own addresses beside WooCommerce's (`wc-vafa/v1`). A store without it is no error: points work, the store just shows none. */
import * as z from "zod";
import { StoreRefused, type WooCommerceClient } from "../client";

const api = "wc-vafa/v1" as const;

const state = z.object({
  version: z.string(),
  connected: z.boolean(),
  shopId: z.union([z.string(), z.int()]).nullish(),
});

export interface Plugin {
  readonly version: string;
  readonly connected: boolean;
  readonly shopId: string | null;
}

export interface Handover {
  /** Our own address as the store's server reaches it. */
  readonly appUrl: string;
  readonly shopId: string;
  readonly secret: string;
}

export async function readPlugin(client: WooCommerceClient): Promise<Plugin | null> {
  const found = await orAbsent(client.get("connection", { api, answer: state }));
  return found && { ...found.data, shopId: textOf(found.data.shopId) };
}

const textOf = (id: string | number | null | undefined): string | null =>
  id === null || id === undefined || id === "" ? null : String(id);

export async function connectPlugin(client: WooCommerceClient, handover: Handover): Promise<Plugin | null> {
  const taken = await orAbsent(client.put("connection", { api, answer: z.unknown(), body: handover }));
  return taken && readPlugin(client);
}

export async function disconnectPlugin(client: WooCommerceClient): Promise<void> {
  await orAbsent(client.delete("connection", { api, answer: z.unknown() }));
}

/** @returns whether there is a plugin that took it: one that was installed anew is connected first (409), and gets it then. */
export async function pushProgram(client: WooCommerceClient, program: object): Promise<boolean> {
  try {
    return (await orAbsent(client.put("program", { api, answer: z.unknown(), body: program }))) !== null;
  } catch (error) {
    if (error instanceof StoreRefused && error.status === 409) return false;
    throw error;
  }
}

/** WordPress knows no such address where the plugin is not active. */
async function orAbsent<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof StoreRefused && error.status === 404) return null;
    throw error;
  }
}
