/** Whatever bytes a stranger sends, the small server answers with 4xx and has nothing to write in the log; and every answer tells browsers what they may not do. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import * as remix from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { remixFuture } from "../remix-future";
import { refuseNonsense } from "./refuse-nonsense.mjs";
import { secureHeaders } from "./secure-headers.mjs";

const answer = () => new Response("here", { headers: { "X-Content-Type-Options": "nosniff" } });
const nothing = () => new Response(null, { status: 404 });
const told: string[] = [];

/** Without a page of its own, as Remix bundles a door; its types know of pages only. */
type Module = ServerBuild["routes"][string]["module"];
const door = (loader: () => Response): Module =>
  Object.assign(Object.create(null), { loader, action: loader });

/** A page, a door beside it, and the address that is nobody's: as Remix bundles them. */
const build: ServerBuild = {
  entry: {
    module: {
      default: async (_request, status, headers) => new Response("a page", { status, headers }),
      handleError: (error) => void told.push(String(error)),
    },
  },
  routes: {
    root: { id: "root", path: "", module: { default: () => null } },
    page: {
      id: "page",
      parentId: "root",
      path: "app/page",
      module: { default: () => null, action: () => null },
    },
    door: { id: "door", parentId: "root", path: "door", module: door(answer) },
    nobody: { id: "nobody", parentId: "root", path: "*", module: door(nothing) },
  },
  assets: { entry: { module: "", imports: [] }, routes: {}, url: "", version: "1" },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: remixFuture,
  isSpaMode: false,
  mode: "production",
};

const app = express();
app.set("trust proxy", "loopback");
app.use(secureHeaders);
app.use(refuseNonsense(build.routes));
app.all("*", remix.createRequestHandler({ build, mode: "production" }));
app.use(((error, _request, response, _next) => {
  if (!(error?.status < 500)) told.push(String(error));
  response.status(error?.status ?? 500).end();
}) satisfies express.ErrorRequestHandler);
const server = createServer(app);
let port = 0;

beforeAll(async () => {
  server.listen(0);
  await once(server, "listening");
  const address = server.address();
  port = address !== null && typeof address === "object" ? address.port : 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  told.length = 0;
  vi.unstubAllEnvs();
});

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

function ask(path: string, { method = "GET", headers = {} }: Asked = {}) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders }>((resolve, reject) => {
    const sent = request({ port, path, method, headers }, (response) => {
      response
        .resume()
        .once("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    sent.once("error", reject).end();
  });
}

/** The first line of the answer to these bytes. */
async function say(bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  const [chunk]: unknown[] = await once(socket, "data");
  socket.destroy();
  return String(chunk).split("\r\n")[0] ?? "";
}

describe("a form of another site", () => {
  const foreign = { Origin: "https://evil.example" };

  test.each(["https://evil.example", "null", "no origin at all", "file://", "https://"])(
    "from %s is refused at a page",
    async (origin) => {
      expect((await ask("/app/page", { method: "POST", headers: { Origin: origin } })).status).toBe(403);
      expect((await ask("/", { method: "PUT", headers: { Origin: origin } })).status).toBe(403);
      expect(told).toEqual([]);
    },
  );

  test("is let through to doors, which ask for their own proof, and leads to nobody's address", async () => {
    expect((await ask("/door", { method: "POST", headers: foreign })).status).toBe(200);
    expect((await ask("/no/door", { method: "POST", headers: foreign })).status).toBe(404);
    expect(told).toEqual([]);
  });

  test("is none from our own page, also behind a proxy that has another name", async () => {
    const own = { Origin: `http://localhost:${port}` };
    const outside = { Origin: "https://vafa.example", "X-Forwarded-Host": "vafa.example" };
    for (const headers of [own, outside, {}])
      expect((await ask("/app/page", { method: "POST", headers })).status).toBe(200);
  });
});

describe("what cannot be a request", () => {
  const lines = [
    ["TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405],
    ["PROPFIND /door HTTP/1.1\r\nHost: a\r\n\r\n", 405],
    ["GET http://evil.example/door HTTP/1.1\r\nHost: a\r\n\r\n", 400],
    ["GET //[ HTTP/1.1\r\nHost: a\r\n\r\n", 404],
    ["GET /door HTTP/1.1\r\nHost: a b\r\n\r\n", 400],
    ["GET /door HTTP/1.1\r\nHost: a:99999999\r\n\r\n", 400],
    ["GET /door HTTP/1.1\r\nHost: a\r\nX-Forwarded-Host: ][\r\n\r\n", 400],
    ["GET /door HTTP/1.1\r\nHost: a\r\nX-Forwarded-Host: a, b\r\n\r\n", 200],
    ["GET /door HTTP/1.1\r\nHost: a\r\nX-Forwarded-Proto: ://\r\n\r\n", 400],
    ["POST /no%0Ddoor HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.example\r\nContent-Length: 0\r\n\r\n", 400],
    [
      "POST /no%E2%80%A8door HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.example\r\nContent-Length: 0\r\n\r\n",
      400,
    ],
    ["GET /door?note=a%0D%0Ab HTTP/1.1\r\nHost: a\r\n\r\n", 200],
    ["GET /door?q=%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400],
    ["GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400],
    ["GET /door HTTP/1.0\r\n\r\n", 200],
  ] as const;

  test.each(lines)("%j is answered with %i", async (bytes, status) => {
    expect(await say(bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(told).toEqual([]);
  });
});

describe("every answer", () => {
  test("is the type that it says, and tells no other site where its reader came from", async () => {
    for (const path of ["/door", "/nobody", "/app/page"]) {
      const { headers } = await ask(path);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin",
      });
      expect(headers["strict-transport-security"]).toBeUndefined();
    }
  });

  test("asks for HTTPS from then on, in production and where HTTPS was spoken", async () => {
    vi.stubEnv("NODE_ENV", "production");
    const secure = await ask("/door", { headers: { "X-Forwarded-Proto": "https" } });
    expect(secure.headers["strict-transport-security"]).toBe("max-age=31536000");
    expect((await ask("/door")).headers["strict-transport-security"]).toBeUndefined();
  });
});
