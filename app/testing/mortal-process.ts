/**
 * A process of the product that a test kills at a statement of its choice, as kill -9 does: from that moment nothing of it runs, no `finally` and no `catch`, because what it waits for never comes; its
 * connections break off as the host breaks them off, whatever the server was doing for it; what it kept in memory is out of reach. Whoever was asking it hears that it died.
 * It can stand still too, and go on when others have long done its work: as a process that was stopped, or whose machine slept.
 */
import type pg from "pg";
import type { Database } from "../db/database";

/** Before the server has the statement, while it may be at it, or after it was done and before we hear so. */
export type Moment = "before" | "underway" | "after";

export interface Doom {
  /** The nth statement from now, from 0, of all that this process says. */
  readonly statement: number;
  readonly moment: Moment;
}

export class ProcessDied extends Error {
  override readonly name = "ProcessDied";
}

/** Between two transactions, so that it holds up nobody meanwhile. */
interface Stop {
  left: number;
  readonly standing: () => void;
  readonly woken: Promise<void>;
  readonly wake: () => void;
}

const connectionsOfProcess = 4;

const never = <Answer>() => new Promise<Answer>(() => {});

export class MortalProcess {
  /** The database as this process has it. */
  readonly db: Database;
  dead = false;
  private doom: Doom | null = null;
  private spoken = 0;
  private readonly held = new Set<pg.PoolClient>();
  private free = connectionsOfProcess;
  private readonly queue: (() => void)[] = [];
  private readonly asking = new Set<(died: ProcessDied) => void>();
  private stop: Stop | null = null;

  constructor(real: Database) {
    this.db = { ...real, pool: this.poolOn(real.pool) };
  }

  /** @param doom null spares it */
  dieAt(doom: Doom | null): void {
    this.spoken = 0;
    this.doom = doom;
  }

  /** Before it begins its nth transaction, or statement on its own, from 0. @returns when it stands still. */
  standStillAt(transaction: number): Promise<void> {
    return new Promise((standing) => {
      let wake = () => {};
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.stop = { left: transaction, standing, woken, wake };
    });
  }

  goOn(): void {
    this.stop?.wake();
    this.stop = null;
  }

  /** @throws ProcessDied when it dies before it has answered. */
  ask<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.asking.add(reject);
      const answered = () => this.asking.delete(reject);
      work().finally(answered).then(resolve, reject);
    });
  }

  die(): void {
    if (this.dead) return;
    this.dead = true;
    for (const client of this.held) {
      breakOff(client);
      client.release(true);
    }
    this.held.clear();
    for (const reject of this.asking) reject(new ProcessDied("the process was killed"));
    this.asking.clear();
  }

  private poolOn(real: pg.Pool): pg.Pool {
    return new Proxy(real, {
      get: (target, key, receiver) => {
        if (key !== "connect") return Reflect.get(target, key, receiver);
        return (...args: unknown[]) => {
          if (args.length > 0) throw new Error("a mortal process is asked with promises alone");
          return this.connected(() => Reflect.apply(target.connect, receiver, []));
        };
      },
    });
  }

  private async connected(connect: () => Promise<pg.PoolClient>): Promise<pg.PoolClient> {
    if (this.stop) await this.mayStandStill(this.stop);
    if (this.free === 0) await new Promise<void>((resolve) => this.queue.push(resolve));
    else this.free -= 1;
    if (this.dead) return never();
    const client = await connect().catch((error: unknown) => {
      this.giveWay();
      throw error;
    });
    if (this.dead) {
      client.release();
      return never();
    }
    this.held.add(client);
    return new Proxy(client, {
      get: (target, key) => {
        if (key === "query") return (...args: unknown[]) => this.say(target, args);
        if (key === "release")
          return (broken?: boolean) => {
            if (!this.held.delete(target)) return;
            target.release(broken);
            this.giveWay();
          };
        const value: unknown = Reflect.get(target, key);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }

  private async mayStandStill(stop: Stop): Promise<void> {
    stop.left -= 1;
    if (stop.left >= 0) return;
    stop.standing();
    await stop.woken;
  }

  /** To whoever waits for a connection. */
  private giveWay(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.free += 1;
  }

  private async say(client: pg.PoolClient, args: readonly unknown[]): Promise<unknown> {
    if (this.dead) return never();
    const moment = this.doom?.statement === this.spoken ? this.doom.moment : null;
    this.spoken += 1;
    if (moment === "before") {
      this.die();
      return never();
    }
    const answering: Promise<unknown> = Reflect.apply(client.query, client, args);
    if (moment === "underway") setImmediate(() => this.die());
    try {
      const answer = await answering;
      if (moment !== null) this.die();
      return this.dead ? await never() : answer;
    } catch (error) {
      // What comes after its death, an answer or an error, comes to nobody.
      if (this.dead) return never();
      throw error;
    }
  }
}

/** The socket alone, without a word of goodbye to the server. */
function breakOff(client: pg.PoolClient): void {
  const connection: unknown = Reflect.get(client, "connection");
  const stream: unknown = connection instanceof Object ? Reflect.get(connection, "stream") : null;
  if (!(stream instanceof Object) || !("destroy" in stream) || typeof stream.destroy !== "function")
    throw new Error("a connection without a socket cannot be broken off");
  stream.destroy();
}
