/** The calls PHP makes into the world: sent from here, with cURL's words for what goes wrong. The line to the world can be cut or slow, to see how pages bear it. */

/** `away`: nobody listens. `slow`: nobody ever answers. */
export type Line = "open" | "away" | "slow";

export interface RemoteCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly redirection: number;
  readonly blocking: boolean;
  readonly limit: number | null;
}

export type RemoteAnswer =
  | { readonly failure: string }
  | {
      readonly status: number;
      readonly reason: string;
      readonly headers: Readonly<Record<string, string>>;
      /** Base64. */
      readonly body: string;
    };

const nothing = { status: 0, reason: "", headers: {}, body: "" };

export async function callRemote(call: RemoteCall, line: Line): Promise<RemoteAnswer> {
  if (line === "away") return { failure: refused(call) };
  if (line === "slow") {
    await new Promise((resolve) => setTimeout(resolve, call.timeoutMs));
    return { failure: late(call) };
  }
  const sent = send(call);
  if (call.blocking) return sent;
  sent.catch(() => undefined);
  return nothing;
}

async function send(call: RemoteCall): Promise<RemoteAnswer> {
  try {
    const answer = await fetch(call.url, {
      method: call.method,
      headers: { ...call.headers },
      redirect: call.redirection > 0 ? "follow" : "manual",
      signal: AbortSignal.timeout(Math.max(1, call.timeoutMs)),
      ...(call.body === null || call.method === "GET" || call.method === "HEAD" ? {} : { body: call.body }),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    return {
      status: answer.status,
      reason: answer.statusText,
      headers: Object.fromEntries(answer.headers),
      body: body.subarray(0, call.limit ?? body.length).toString("base64"),
    };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === "TimeoutError";
    return { failure: timedOut ? late(call) : refused(call) };
  }
}

const late = ({ timeoutMs }: RemoteCall): string =>
  `cURL error 28: Operation timed out after ${timeoutMs} milliseconds with 0 bytes received`;

function refused({ url }: RemoteCall): string {
  const { hostname, port } = new URL(url);
  return `cURL error 7: Failed to connect to ${hostname} port ${port || "443"}: Connection refused`;
}
