/** The consent page's addresses: `authorize` shows it to the owner who is logged in, `login` lets one in, `access_granted` makes the keys. */
import { randomUUID } from "node:crypto";
import express, { type Request, type Response, type Router } from "express";
import { cookieOf } from "../../shopper";
import { PASSWORD } from "../cast/people";
import type { WooUser } from "../state/records";
import type { WooShop } from "../state/shop";
import { diePage, grantPage, loginPage } from "./auth-pages";
import { type AuthOptions, AuthRefused, type AuthWish, grant, Nonces, readWish } from "./authorize";

export interface AuthMount extends AuthOptions {
  readonly shop: WooShop;
  readonly home: string;
}

const COOKIE = "wordpress_logged_in_auth";

export function mountAuth(router: Router, mount: AuthMount): void {
  const nonces = new Nonces();
  const logins = new Map<string, number>();
  const form = express.urlencoded({ extended: false, limit: "64kb" });
  const whoIs = (request: Request): WooUser | null => {
    const token = cookieOf(request, COOKIE);
    return token === null ? null : mount.shop.user(logins.get(token) ?? 0);
  };
  const at =
    (act: (visit: Visit) => Promise<void> | void) => async (request: Request, response: Response) => {
      const query = new URLSearchParams(request.originalUrl.split("?").slice(1).join("?"));
      try {
        const wish = readWish(query, mount);
        await act({ mount, request, response, query, wish, user: whoIs(request), nonces, logins });
      } catch (error) {
        if (!(error instanceof AuthRefused)) throw error;
        response.status(401).type("html").send(diePage(mount.shop, error.message));
      }
    };
  router.get("/wc-auth/v1/authorize", at(authorize));
  router.get("/wc-auth/v1/login", at(showLogin));
  router.post("/wc-auth/v1/login", form, at(logIn));
  router.get("/wc-auth/v1/access_granted", at(accessGranted));
}

interface Visit {
  readonly mount: AuthMount;
  readonly request: Request;
  readonly response: Response;
  readonly query: URLSearchParams;
  readonly wish: AuthWish;
  readonly user: WooUser | null;
  readonly nonces: Nonces;
  readonly logins: Map<string, number>;
}

const addressOf = ({ mount, query }: Visit, step: string, more: Record<string, string> = {}): string => {
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  return `${mount.home}/wc-auth/v1/${step}?${params}`;
};

/** Only who may manage the shop may give its keys away. */
function ownerOf({ user }: Visit): WooUser {
  if (user !== null && ["administrator", "shop_manager"].includes(user.role)) return user;
  throw new AuthRefused("You do not have permission to access this page");
}

function authorize(visit: Visit): void {
  const { mount, response, wish, user, nonces } = visit;
  if (user === null) {
    response.redirect(302, addressOf(visit, "login"));
    return;
  }
  const owner = ownerOf(visit);
  const approve = addressOf(visit, "access_granted", { wc_auth_nonce: nonces.make(owner) });
  const logout = addressOf(visit, "login", { loggedout: "1" });
  response.type("html").send(grantPage(mount.shop, { wish, user: owner, approve, logout }));
}

function showLogin(visit: Visit): void {
  const { mount, response, wish, user, query } = visit;
  if (user !== null && query.get("loggedout") === null) {
    response.redirect(302, addressOf(visit, "authorize"));
    return;
  }
  response
    .type("html")
    .send(loginPage(mount.shop, { wish, action: addressOf(visit, "login"), wrong: false }));
}

function logIn(visit: Visit): void {
  const { mount, request, response, wish, logins } = visit;
  const { username, password }: Record<string, unknown> = request.body ?? {};
  const user = typeof username === "string" ? mount.shop.userByLogin(username) : null;
  if (user === null || password !== PASSWORD) {
    const page = loginPage(mount.shop, { wish, action: addressOf(visit, "login"), wrong: true });
    return void response.status(200).type("html").send(page);
  }
  const token = randomUUID();
  logins.set(token, user.id);
  response.cookie(COOKIE, token, { path: new URL(mount.home).pathname, httpOnly: true, sameSite: "lax" });
  const params = new URLSearchParams(visit.query);
  params.delete("loggedout");
  response.redirect(302, `${mount.home}/wc-auth/v1/authorize?${params}`);
}

async function accessGranted(visit: Visit): Promise<void> {
  const { mount, response, query, wish, nonces } = visit;
  const owner = ownerOf(visit);
  if (!nonces.take(query.get("wc_auth_nonce") ?? "", owner))
    throw new AuthRefused("Invalid nonce verification");
  response.redirect(302, await grant(mount.shop, owner, wish));
}
