/** `wc-vafa/v1` answered by the plugin's own PHP: what the emulated REST API has authenticated goes in, what WordPress answers comes out. */
import type { RestAnswer, RestCall } from "../rest/call";
import type { SmallWordPress } from "./small-wordpress";
import type { Visit } from "./visit";

export const pluginRoutes =
  (wordpress: SmallWordPress) =>
  async (call: RestCall): Promise<RestAnswer> => {
    const { shop, home, user, method, path, body } = call;
    const visit: Visit = {
      shop,
      home,
      user,
      loginToken: "",
      sessionToken: `u${user.id}`,
      language: shop.settings.locale,
      chosenLanguage: null,
    };
    const answer = await wordpress.rest(visit, path, {
      method,
      uri: `${new URL(home).pathname}/wp-json/${path}`,
      headers: { "content-type": "application/json" },
      body: method === "GET" ? null : Buffer.from(JSON.stringify(body)),
    });
    const text = answer.body.toString("utf8");
    return { status: answer.status, body: text === "" ? "" : (JSON.parse(text) as unknown) };
  };
