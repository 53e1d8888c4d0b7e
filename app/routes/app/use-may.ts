/** What whoever looks may wish for on the page they look at, so that nothing is offered that would be refused. The door decides all the same (staff.server.ts). */
import { useLocation } from "@remix-run/react";
import { useAdmin } from "../../components/admin";
import { mayWish } from "./roles";

export function useMay(): (intent: string) => boolean {
  const { role } = useAdmin();
  const { pathname } = useLocation();
  return (intent) => mayWish(role, pathname, intent);
}
