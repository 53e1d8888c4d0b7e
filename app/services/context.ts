/**
 * What a service works with. Clock, chance, stores and log are given, so that a service is the same in the app, in a job, in a test and in the
 * sandbox (law 8 for the shell).
 */
import type { Logger } from "pino";
import type { Database } from "../db/database";
import type { Cipher } from "../db/encryption";
import type { Platform } from "../db/shops";
import type { TermsReader } from "../db/terms";
import type { Instant, ShopId } from "../loyalty/brand";
import type { ReadEvent, Store } from "../stores/store";

export interface WoocommerceSurroundings {
  /** Where browsers and stores reach this app, without a slash at its end. */
  readonly appUrl: string;
  /** Stores on private addresses, and over plain http, may be connected. */
  readonly allowPrivate: boolean;
}

export interface ServiceContext {
  readonly db: Database;
  readonly now: () => Instant;
  readonly uuid: () => string;
  /** A fresh redemption code that nobody can guess. */
  readonly code: () => string;
  /** Keyed hash of something personal: the same text always gives the same one, and nobody without our key can tell what it was. */
  readonly fingerprint: (text: string) => string;
  /** Seals what must not lie open in the database. */
  readonly cipher: Cipher;
  readonly woocommerce: WoocommerceSurroundings;
  readonly terms: TermsReader;
  readonly storeFor: (shopId: ShopId) => Promise<Store>;
  readonly readEvent: (platform: Platform) => ReadEvent;
  readonly log: Logger;
  /** Tells the worker that there is something to do, so that nothing waits for its next look. */
  readonly nudge: () => void;
}

export const dateOf = (at: Instant): Date => new Date(at);
