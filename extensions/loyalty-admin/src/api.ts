/** Our API as the block on a customer's page sees it. */
import {
  type AdjustAnswer,
  type AdjustRequest,
  type AdminBlockView,
  adjustAnswer,
  adminBlockView,
} from "../../../app/contract/admin-block-api";
import { APP_ADDRESS } from "../../shared/app-address";
import { ask, type Line, type Reply } from "../../shared/line";
import { customerOf, type Host } from "./host";
import { textsOf } from "./texts";

export interface Api {
  view(): Promise<Reply<AdminBlockView>>;
  adjust(wish: AdjustRequest): Promise<Reply<AdjustAnswer>>;
}

export function createApi(host: Host): Api {
  const line: Line = {
    address: APP_ADDRESS,
    door: "admin-block",
    locale: () => textsOf(host).locale,
    sessionToken: async () => (await host.auth.idToken()) ?? "",
  };
  const path = `customers/${encodeURIComponent(customerOf(host))}`;
  return {
    view: () => ask(line, { path, read: adminBlockView }),
    adjust: (body) => ask(line, { path: `${path}/adjust`, method: "POST", body, read: adjustAnswer }),
  };
}
