/** The page's side of one extension frame: starts it, answers what it asks for, keeps it as high as its content. */
import {
  type CodeChange,
  type FrameStart,
  fromFrame,
  type LiveValues,
  type NetworkMode,
  type ToFrame,
} from "../protocol";

export interface BridgeWish {
  readonly frame: HTMLIFrameElement;
  readonly start: FrameStart;
  readonly token: () => Promise<string | null>;
  readonly change: (change: CodeChange) => Promise<{ ok: boolean; message: string }>;
}

export interface Bridge {
  values(values: LiveValues): void;
  network(mode: NetworkMode): void;
}

export function openBridge({ frame, start, token, change }: BridgeWish): Bridge {
  let latest = start.values;
  // The frame's origin is opaque, so no other target origin can be named; it gets nothing the shopper does not see.
  const tell = (message: ToFrame) => frame.contentWindow?.postMessage(message, "*");

  window.addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    const read = fromFrame.safeParse(data);
    if (!read.success) return;
    const message = read.data;
    switch (message.say) {
      case "ready":
        return tell({ say: "start", start: { ...start, values: latest } });
      case "height":
        frame.style.blockSize = `${message.px}px`;
        return;
      case "want-token":
        return void token().then((given) => tell({ say: "token", call: message.call, token: given }));
      case "want-change":
        return void change(message.change).then((result) =>
          tell({ say: "changed", call: message.call, ok: result.ok, message: result.message }),
        );
    }
  });

  return {
    values(values) {
      latest = values;
      tell({ say: "values", values });
    },
    network: (mode) => tell({ say: "network", mode }),
  };
}
