/** Laws of the script in App Bridge's place: it is small, it is one script, and its parts' comments stay at home. */
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { loader } from "../routes/woocommerce.admin-bridge[.]js/route";

test("the script is sent whole, as what it is, without a comment, in less than 8 KB", async () => {
  const request = new Request("https://vafa.test/woocommerce/admin-bridge.js");
  const response = loader({ request, params: {}, context: {} });
  expect(response.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
  const script = await response.text();
  expect(() => new Function(script)).not.toThrow();
  expect(script).not.toMatch(/^\s*(\/\/|\/\*|\*)/m);
  // As it travels: the server compresses what it sends.
  expect(gzipSync(script).length).toBeLessThan(8_192);
});
