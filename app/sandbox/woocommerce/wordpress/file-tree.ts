/** Folders of this machine inside PHP's own file system: copied when an instance begins, and copied again when a file has changed. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { PHP } from "@php-wasm/universal";

export interface Folder {
  readonly from: string;
  /** Where it lies for PHP. */
  readonly to: string;
}

interface Known {
  readonly path: string;
  readonly stamp: string;
}

/** What of the folders has to be written into this instance; it remembers what it wrote. */
export class FileTree {
  private readonly written = new Map<string, string>();

  constructor(
    private readonly php: PHP,
    private readonly folders: readonly Folder[],
  ) {}

  sync(): void {
    const seen = new Set<string>();
    for (const { from, to } of this.folders) {
      for (const { path, stamp } of filesOf(from)) {
        const target = `${to}/${path}`;
        seen.add(target);
        if (this.written.get(target) === stamp) continue;
        this.php.mkdirTree(target.slice(0, target.lastIndexOf("/")));
        this.php.writeFile(target, readFileSync(join(from, path)));
        this.written.set(target, stamp);
      }
    }
    for (const target of [...this.written.keys()].filter((path) => !seen.has(path))) {
      this.php.unlink(target);
      this.written.delete(target);
    }
  }
}

function* filesOf(root: string, below = ""): Generator<Known> {
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* filesOf(root, path);
    else if (entry.isFile()) {
      const { mtimeMs, size } = statSync(join(root, path));
      yield { path, stamp: `${mtimeMs}-${size}` };
    }
  }
}
