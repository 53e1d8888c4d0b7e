/**
 * The checkout's place in the sandbox: `router` stands at `/sandbox`, so its addresses begin with `/checkout/:shop`. What the app
 * has to do with it goes over HTTP, from the extension in the browser.
 */
import type { Request, Response, Router } from "express";
import type { SandboxContext } from "../context";
import { projectPath, sandboxFile } from "../paths";
import type { Locale } from "../state/types";
import {
  type Act,
  changeCodes,
  changeContact,
  fillCart,
  giveToken,
  placeTheOrder,
  showCheckout,
} from "./acts";
import { buildScript } from "./build-extensions";
import { frameDocument } from "./extension-slot";
import { giveOrderToken, type OrderAct, orderVisitOf, showThankYou } from "./order-acts";
import { STYLES } from "./page-head";
import { visitOf } from "./visit";
import { wordsIn } from "./words";

export function mountCheckout(router: Router, context: SandboxContext): void {
  mountFiles(router, context);
  const visiting = (act: Act) => async (request: Request<{ shop: string }>, response: Response) => {
    const visit = visitOf(context, request);
    if (visit === null) notFound(response);
    else await act({ context, visit, request, response });
  };
  router.get("/checkout/:shop", visiting(showCheckout));
  router.post("/checkout/:shop/contact", visiting(changeContact));
  router.post("/checkout/:shop/codes", visiting(changeCodes));
  router.post("/checkout/:shop/fill", visiting(fillCart));
  router.post("/checkout/:shop/place", visiting(placeTheOrder));
  router.post("/checkout/:shop/token", visiting(giveToken));

  const thanking =
    (act: OrderAct) => async (request: Request<{ shop: string; token: string }>, response: Response) => {
      const visit = orderVisitOf(context, request);
      if (visit === null) notFound(response);
      else await act({ context, visit, response });
    };
  router.get("/checkout/:shop/thank-you/:token", thanking(showThankYou));
  router.post("/checkout/:shop/thank-you/:token/token", thanking(giveOrderToken));
}

function notFound(response: Response): void {
  response.status(404).type("text").send(wordsIn("en").notFound);
}

/** Scripts, styles and the frame's document. The frame has no origin, so its font needs leave to be read from anywhere. */
function mountFiles(router: Router, context: SandboxContext): void {
  const built = new Map<string, Promise<string | null>>();
  const scriptOf = (name: string) => {
    const known = built.get(name);
    if (known !== undefined) return known;
    const building = buildScript(name);
    built.set(name, building);
    building.then(
      () => context.log.info({ script: name }, "extension bundled"),
      () => built.delete(name),
    );
    return building;
  };
  router.get("/checkout-files/frame.html", (request, response) => {
    const wish = request.query.locale;
    const locale: Locale = wish === "fa" || wish === "ar" ? wish : "en";
    response.type("html").send(frameDocument(locale));
  });
  router.get("/checkout-files/:name.js", async (request, response) => {
    const script = await scriptOf(String(request.params.name));
    response.set("Cache-Control", "no-cache");
    if (script === null) notFound(response);
    else response.type("js").send(script);
  });
  router.get("/checkout-files/vazirmatn.woff2", (_request, response) => {
    response.set({ "Access-Control-Allow-Origin": "*", "Cache-Control": "max-age=86400" });
    response.sendFile(projectPath("node_modules", "vazirmatn", "fonts", "webfonts", "Vazirmatn[wght].woff2"));
  });
  for (const name of [...STYLES, "frame.css"]) {
    router.get(`/checkout-files/${name}`, (_request, response) => {
      response.sendFile(sandboxFile("checkout", "styles", name), { maxAge: 0 });
    });
  }
}
