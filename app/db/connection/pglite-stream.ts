/**
 * A socket that is not one: the ordinary `pg` driver writes PostgreSQL messages into it and PGlite, in this
 * process, answers. Only whole requests are handed over (everything up to a Sync, or one simple Query), because
 * PGlite answers each call completely before it returns.
 *
 * There is one PGlite session however often `pg` connects, so every new connection first forgets what the last one
 * left: an open transaction, prepared statements, settings.
 *
 * Statement after statement would run from one microtask to the next and keep every other request, timer and socket
 * of the process waiting, so the stream lets the event loop turn every few milliseconds.
 */
import { Duplex } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";

const HEADER_BYTES = 5;
const LENGTH_BYTES = 4;
const TURN_AFTER_MS = 4;
/** The messages after which the server owes an answer: Query, Sync, Flush, and the end of a COPY. */
const ANSWERED = new Set(["Q", "S", "H", "c", "f"].map((letter) => letter.charCodeAt(0)));
const TERMINATE = "X".charCodeAt(0);

export class PgliteStream extends Duplex {
  #started = false;
  #incoming: Buffer = Buffer.alloc(0);
  #request: Buffer[] = [];
  #lastTurn = 0;

  constructor(private readonly pglite: PGlite) {
    super({ allowHalfOpen: false });
  }

  connect(): this {
    process.nextTick(() => this.emit("connect"));
    return this;
  }

  // What `pg` expects of a socket and a stream inside the process has no use for.
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  override _read(): void {
    // Answers are pushed as PGlite gives them.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#take(chunk).then(() => done(), done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#take(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null);
    done();
  }

  async #take(bytes: Buffer): Promise<void> {
    this.#incoming = this.#incoming.length === 0 ? bytes : Buffer.concat([this.#incoming, bytes]);
    if (!this.#started && !(await this.#start())) return;
    for (let message = this.#nextMessage(); message !== undefined; message = this.#nextMessage()) {
      const kind = message[0] ?? TERMINATE;
      if (kind === TERMINATE) continue;
      this.#request.push(message);
      if (!ANSWERED.has(kind)) continue;
      const request = this.#request.length === 1 ? message : Buffer.concat(this.#request);
      this.#request = [];
      await this.#answer(request);
    }
  }

  /** The first message of a connection has no letter; PGlite answers it with its parameters. */
  async #start(): Promise<boolean> {
    if (this.#incoming.length < LENGTH_BYTES) return false;
    const length = this.#incoming.readUInt32BE(0);
    if (this.#incoming.length < length) return false;
    const startup = this.#incoming.subarray(0, length);
    this.#incoming = this.#incoming.subarray(length);
    if (this.pglite.isInTransaction()) await this.pglite.exec("ROLLBACK");
    await this.pglite.exec("DISCARD ALL");
    await this.#answer(startup);
    this.#started = true;
    return true;
  }

  #nextMessage(): Buffer | undefined {
    if (this.#incoming.length < HEADER_BYTES) return undefined;
    const length = 1 + this.#incoming.readUInt32BE(1);
    if (this.#incoming.length < length) return undefined;
    const message = this.#incoming.subarray(0, length);
    this.#incoming = this.#incoming.subarray(length);
    return message;
  }

  async #answer(request: Buffer): Promise<void> {
    if (performance.now() - this.#lastTurn > TURN_AFTER_MS) {
      await nextTurn();
      this.#lastTurn = performance.now();
    }
    // PGlite lends views of its own memory, which the next statement overwrites: copy them.
    const parts: Buffer[] = [];
    await this.pglite.execProtocolRawStream(request, {
      onRawData: (bytes) => void parts.push(Buffer.from(bytes)),
      // NODEFS and memory have nothing to sync: they write through.
      syncToFs: false,
    });
    if (parts.length > 0) this.push(parts.length === 1 ? parts[0] : Buffer.concat(parts));
  }
}
