/** The frame's line to its page: what it tells, what it asks for, and the answers, each read with the protocol's parser. */
import { type CodeChange, type FromFrame, type ToFrame, toFrame } from "../protocol";

export interface CodeResult {
  readonly ok: boolean;
  readonly message: string;
}

export interface PageLine {
  tell(message: FromFrame): void;
  hear(listener: (message: ToFrame) => void): void;
  wantToken(): Promise<string>;
  wantChange(change: CodeChange): Promise<CodeResult>;
}

export function openPageLine(): PageLine {
  const listeners: ((message: ToFrame) => void)[] = [];
  const tokens = new Map<number, (token: string | null) => void>();
  const changes = new Map<number, (result: CodeResult) => void>();
  let calls = 0;
  const tell = (message: FromFrame) => window.parent.postMessage(message, "*");

  window.addEventListener("message", ({ source, data }) => {
    if (source !== window.parent) return;
    const read = toFrame.safeParse(data);
    if (!read.success) return;
    if (read.data.say === "token") tokens.get(read.data.call)?.(read.data.token);
    else if (read.data.say === "changed") changes.get(read.data.call)?.(read.data);
    for (const listener of listeners) listener(read.data);
  });

  return {
    tell,
    hear: (listener) => void listeners.push(listener),
    wantToken: () =>
      new Promise((resolve, reject) => {
        const call = ++calls;
        tokens.set(call, (token) => {
          tokens.delete(call);
          if (token === null) reject(new Error("the page has no session token"));
          else resolve(token);
        });
        tell({ say: "want-token", call });
      }),
    wantChange: (change) =>
      new Promise((resolve) => {
        const call = ++calls;
        changes.set(call, (result) => {
          changes.delete(call);
          resolve(result);
        });
        tell({ say: "want-change", call, change });
      }),
  };
}
