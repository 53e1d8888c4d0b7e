/**
 * The emulated Shopify's memory as such: tables of records, running numbers, loose values, the file they are kept in and the
 * listeners who are told what happened. What the records mean is said in store.ts.
 */
import { randomUUID } from "node:crypto";
import type { DeliveryRow } from "../webhooks/delivery";
import type { Happening, Listener, ShopEvent } from "./events";
import type { Row, Scalar, StateFile, StateImage } from "./state-file";
import { Table } from "./table";
import type {
  CreditMovement,
  SandboxAutomatic,
  SandboxCart,
  SandboxCustomer,
  SandboxDiscount,
  SandboxGiftCard,
  SandboxMetafield,
  SandboxOrder,
} from "./types";

/** A token the app was given: to act (offline, online) or to get the next one (refresh). */
export interface TokenRow {
  readonly token: string;
  readonly shop: string;
  readonly kind: "offline" | "online" | "refresh";
  readonly scope: string;
  readonly staffId: number | null;
  readonly expiresAt: number | null;
}

export interface InstallationRow {
  readonly shop: string;
  readonly id: number;
  readonly scope: string;
  readonly installedAt: number;
}

/** Earlier states of an order, for messages that arrive late. */
export interface RevisionRow {
  readonly orderId: number;
  readonly states: readonly SandboxOrder[];
}

export class Records {
  readonly customerTable = this.table<SandboxCustomer>(({ id }) => String(id));
  readonly orderTable = this.table<SandboxOrder>(({ id }) => String(id));
  readonly discountTable = this.table<SandboxDiscount>(({ id }) => String(id));
  readonly automaticTable = this.table<SandboxAutomatic>(({ id }) => String(id));
  readonly creditTable = this.table<CreditMovement>(({ id }) => String(id));
  readonly giftCardTable = this.table<SandboxGiftCard>(({ id }) => String(id));
  readonly metafieldTable = this.table<SandboxMetafield>(
    ({ ownerId, namespace, key }) => `${ownerId}|${namespace}|${key}`,
  );
  readonly cartTable = this.table<SandboxCart>(({ token }) => token);
  readonly tokenTable = this.table<TokenRow>(({ token }) => token);
  readonly installationTable = this.table<InstallationRow>(({ shop }) => shop);
  /** Webhooks that are not delivered yet. */
  readonly deliveryTable = this.table<DeliveryRow>(({ id }) => String(id));
  readonly revisionTable = this.table<RevisionRow>(({ orderId }) => String(orderId));
  private readonly listeners = new Set<Listener>();
  private readonly scalars = new Map<string, Scalar>();
  private file: StateFile | null = null;

  constructor(readonly now: () => number) {}

  /** The next number of a kind; `from` is where its numbers start. */
  nextId(kind: string, from: number): number {
    const name = `last.${kind}`;
    const last = this.scalars.get(name);
    const next = typeof last === "number" ? last + 1 : from;
    this.scalars.set(name, next);
    return next;
  }

  scalar(name: string): Scalar {
    return this.scalars.get(name) ?? null;
  }

  setScalar(name: string, value: Scalar): void {
    this.scalars.set(name, value);
    this.touch();
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells the listeners what one change in the shop meant. */
  announce(shop: string, events: readonly ShopEvent[]): Happening {
    const happening: Happening = { shop, eventId: randomUUID(), at: this.now(), events };
    for (const listener of this.listeners) listener(happening);
    return happening;
  }

  /** Connects the store to its file and reads what is there; true when there was something. */
  attach(file: StateFile): boolean {
    const image = file.read();
    this.file = file;
    if (image === null) return false;
    for (const [name, value] of Object.entries(image.scalars)) this.scalars.set(name, value);
    for (const [name, table] of Object.entries(this.tables())) table.load(image.tables[name] ?? []);
    return true;
  }

  image(): StateImage {
    const tables: Record<string, readonly Row[]> = {};
    for (const [name, table] of Object.entries(this.tables())) tables[name] = table.rows();
    return { scalars: Object.fromEntries(this.scalars), tables };
  }

  /** Something changed: it is written soon. */
  touch(): void {
    this.file?.touch();
  }

  flush(): void {
    this.file?.flush();
  }

  private table<R extends object>(keyOf: (row: R) => string): Table<R> {
    return new Table(keyOf, () => this.touch());
  }

  private tables(): Record<string, { load(rows: readonly Row[]): void; rows(): readonly Row[] }> {
    return {
      customers: this.customerTable,
      orders: this.orderTable,
      revisions: this.revisionTable,
      discounts: this.discountTable,
      automatics: this.automaticTable,
      credits: this.creditTable,
      giftCards: this.giftCardTable,
      metafields: this.metafieldTable,
      carts: this.cartTable,
      tokens: this.tokenTable,
      installations: this.installationTable,
      deliveries: this.deliveryTable,
    };
  }
}
