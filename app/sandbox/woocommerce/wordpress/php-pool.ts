/**
 * PHP 8.2 in WebAssembly, a few instances of it. One request at a time in each; whoever finds none free waits in line. An instance that breaks, or has
 * answered long enough, is replaced; a fatal error of a script is an answer with status 500 and breaks nothing.
 */
import { getPHPLoaderModule } from "@php-wasm/node-8-2";
import { loadPHPRuntime, PHP } from "@php-wasm/universal";
import { FileTree, type Folder } from "./file-tree";

export interface PhpRequest {
  readonly method: string;
  /** Path and query. */
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly server: Readonly<Record<string, string>>;
}

export interface PhpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
}

/** Answers a question that PHP asks in the middle of a request; PHP waits. */
export type Asked = (question: string, details: Readonly<Record<string, unknown>>) => unknown;

export interface PoolOptions {
  readonly folders: readonly Folder[];
  readonly script: string;
  readonly size?: number;
  /** After so many requests an instance is replaced: its memory only grows. */
  readonly requestsEach?: number;
  readonly patienceMs?: number;
}

interface Instance {
  readonly php: PHP;
  readonly files: FileTree;
  answered: number;
  asked: Asked | null;
}

export class PhpPool {
  private readonly free: Instance[] = [];
  private readonly line: ((instance: Instance) => void)[] = [];
  private living = 0;
  private closed = false;

  constructor(private readonly options: PoolOptions) {}

  async answer(request: PhpRequest, asked: Asked): Promise<PhpAnswer> {
    const instance = await this.take();
    let broken = true;
    try {
      instance.files.sync();
      instance.asked = asked;
      const answer = await this.within(run(instance.php, this.options.script, request));
      broken = false;
      return answer;
    } finally {
      instance.asked = null;
      instance.answered += 1;
      this.giveBack(instance, broken || instance.answered >= (this.options.requestsEach ?? 500));
    }
  }

  close(): void {
    this.closed = true;
    for (const { php } of this.free.splice(0)) php.exit();
  }

  private async take(): Promise<Instance> {
    if (this.closed) throw new Error("PHP was closed");
    const waiting = this.free.pop();
    if (waiting) return waiting;
    if (this.living >= (this.options.size ?? 2)) return new Promise((resolve) => this.line.push(resolve));
    this.living += 1;
    try {
      return await this.begin();
    } catch (error) {
      this.living -= 1;
      throw error;
    }
  }

  private async begin(): Promise<Instance> {
    const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule()));
    const instance: Instance = {
      php,
      files: new FileTree(php, this.options.folders),
      answered: 0,
      asked: null,
    };
    php.onMessage((message: string) => reply(instance, message));
    return instance;
  }

  private giveBack(instance: Instance, worn: boolean): void {
    if (worn || this.closed) {
      this.living -= 1;
      // Whoever waits gets a new one.
      const next = this.line.shift();
      if (next && !this.closed) void this.take().then(next);
      retire(instance.php);
      return;
    }
    const next = this.line.shift();
    if (next) next(instance);
    else this.free.push(instance);
  }

  private async within<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const patience = this.options.patienceMs ?? 60_000;
      timer = setTimeout(() => reject(new Error(`PHP did not answer within ${patience} ms`)), patience);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
      work.catch(() => undefined);
    }
  }
}

async function reply(instance: Instance, message: string): Promise<string> {
  try {
    const { ask, with: details } = JSON.parse(message) as { ask: string; with: Record<string, unknown> };
    const value = await instance.asked?.(ask, details);
    return JSON.stringify({ value: value ?? null });
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message : String(error) });
  }
}

const methods = ["GET", "POST", "HEAD", "OPTIONS", "PATCH", "PUT", "DELETE"] as const;

async function run(php: PHP, script: string, request: PhpRequest): Promise<PhpAnswer> {
  const method = methods.find((one) => one === request.method) ?? "GET";
  const wish = {
    scriptPath: script,
    relativeUri: request.uri,
    method,
    headers: { ...request.headers },
    ...(request.body ? { body: request.body } : {}),
    $_SERVER: { ...request.server },
  };
  const answer = await php.run(wish).catch((error: unknown) => {
    const failed = failureOf(error);
    if (failed === null) throw error;
    return { ...failed, httpStatusCode: 500 };
  });
  return {
    status: answer.httpStatusCode,
    headers: answer.headers,
    body: Buffer.from(answer.bytes),
  };
}

/** A script that ended badly has an answer all the same; what broke PHP itself has none. */
function failureOf(error: unknown): { bytes: Uint8Array; headers: Record<string, string[]> } | null {
  if (!(error instanceof Error) || !("response" in error) || !("source" in error)) return null;
  if (error.source !== "request") return null;
  const { response } = error;
  if (typeof response !== "object" || response === null || !("bytes" in response) || !("headers" in response))
    return null;
  return response as { bytes: Uint8Array; headers: Record<string, string[]> };
}

function retire(php: PHP): void {
  try {
    php.exit();
  } catch {
    // One that is broken cannot even be ended; nobody holds it any more.
  }
}
