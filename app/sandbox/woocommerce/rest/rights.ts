/** Who may do what: the owner everything, support what belongs to orders, shoppers nothing. 401 for nobody, 403 for somebody without the right. */
import type { WooUser } from "../state/records";
import { failed, type RestAnswer } from "./call";

type Deed = "list" | "view" | "create" | "edit" | "delete" | "batch";

const words: Readonly<Record<Deed, readonly [code: string, message: string]>> = {
  list: ["cannot_view", "Sorry, you cannot list resources."],
  view: ["cannot_view", "Sorry, you cannot view this resource."],
  create: ["cannot_create", "Sorry, you are not allowed to create resources."],
  edit: ["cannot_edit", "Sorry, you are not allowed to edit this resource."],
  delete: ["cannot_delete", "Sorry, you are not allowed to delete this resource."],
  batch: ["cannot_batch", "Sorry, you are not allowed to batch manipulate this resource."],
};

export interface Wanted {
  readonly method: string;
  readonly path: string;
  readonly single: boolean;
}

/** @returns null when it is allowed. */
export function complaintAboutRights(user: WooUser | null, wanted: Wanted): RestAnswer | null {
  if (user !== null && mayDo(user, wanted.path)) return null;
  const [code, message] = words[deedOf(wanted)];
  return failed(`woocommerce_rest_${code}`, message, user === null ? 401 : 403);
}

function mayDo({ role }: WooUser, path: string): boolean {
  if (role === "administrator" || role === "shop_manager") return true;
  return role === "shop_support" && /^wc\/v3\/orders(\/|$)/.test(path);
}

function deedOf({ method, path, single }: Wanted): Deed {
  if (path.endsWith("/batch")) return "batch";
  if (method === "GET") return single ? "view" : "list";
  if (method === "POST" && !single) return "create";
  return method === "DELETE" ? "delete" : "edit";
}
