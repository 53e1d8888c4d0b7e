/** What every part of the admin needs to know: the language it speaks, and the shop's clock and money. Given once, by the layout route. */
import { createContext, type ReactNode, useContext } from "react";
import type { Translator } from "../i18n/translator";
import type { Currency } from "../loyalty/money";
import type { Capabilities } from "../stores/capabilities";

export interface Admin {
  readonly translator: Translator;
  readonly timeZone: string;
  readonly currency: Currency;
  /** Of whoever is looking. */
  readonly role: "owner" | "support";
  /** What the shop's platform can do: what it cannot is not shown. */
  readonly can: Capabilities;
}

const AdminContext = createContext<Admin | null>(null);

export function AdminProvider({ admin, children }: { admin: Admin; children: ReactNode }) {
  return <AdminContext.Provider value={admin}>{children}</AdminContext.Provider>;
}

export function useAdmin(): Admin {
  const admin = useContext(AdminContext);
  if (!admin) throw new Error("this part stands outside the admin's frame");
  return admin;
}

export const useTranslator = (): Translator => useAdmin().translator;
