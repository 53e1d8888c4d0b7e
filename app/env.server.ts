/**
 * The only reader of the environment. Each group is parsed when it is asked for, so that a test of the database needs no
 * Shopify key; what is missing or malformed is said by name, with what to do, and never with its value.
 */
import * as z from "zod";

type Source = Readonly<Record<string, string | undefined>>;

const present = (help: string) => z.string({ error: `is not set: ${help}` }).min(1, `is empty: ${help}`);

const serverSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  WORKER: z.enum(["inline", "off"]).default("inline"),
});

const databaseSchema = z.object({
  DATA_DIR: z.string().min(1).default("./.data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres:// or postgresql://")
    .optional(),
  /** Connections of this process to the server; PGlite has one. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
});

const shopifySchema = z.object({
  SHOPIFY_API_KEY: present("the app's client id, from the Shopify Partner dashboard or `npm run dev`"),
  SHOPIFY_API_SECRET: present("the app's client secret, from the Shopify Partner dashboard or `npm run dev`"),
  SHOPIFY_APP_URL: present(
    "the address at which Shopify reaches this app, such as https://vafa.example",
  ).pipe(z.url({ error: "must be a whole address, such as https://vafa.example" })),
  APP_BRIDGE_URL: z.url().default("https://cdn.shopify.com/shopifycloud/app-bridge.js"),
});

/** One of our own addresses, without a slash at its end. */
const address = z
  .url({ protocol: /^https?$/, error: "must be a whole address, such as https://vafa.example" })
  .transform((text) => text.replace(/\/+$/, ""));

const woocommerceSchema = z.object({
  /** Where browsers and stores reach this app; Shopify's name for it where nothing else is said. */
  APP_URL: address.optional(),
  SHOPIFY_APP_URL: address.optional(),
  WOOCOMMERCE_ALLOW_PRIVATE: z.enum(["0", "1"], { error: "is 1 or 0" }).default("0"),
});

const encryptionSchema = z.object({
  ENCRYPTION_KEY: present("32 random bytes in base64, made by `openssl rand -base64 32`")
    .transform((text) => Buffer.from(text, "base64"))
    .refine(
      (key) => key.length === 32,
      "must be exactly 32 bytes in base64, made by `openssl rand -base64 32`",
    ),
});

const metricsSchema = z.object({
  METRICS_TOKEN: z.string().min(16, "must have 16 characters or more").optional(),
});

/** What Prometheus has to show at /metrics; null where nobody may look. */
export const metricsToken = (source: Source = process.env): string | null =>
  read(metricsSchema, source).METRICS_TOKEN ?? null;

const tracingSchema = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ error: "must be a whole address, such as http://localhost:4318" })
    .optional(),
  OTEL_SERVICE_NAME: z.string().default("vafa"),
});

/** Where spans are sent, by OpenTelemetry's own names; null where nobody collects them. */
export function tracingEnv(source: Source = process.env): { endpoint: string | null; service: string } {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME } = read(tracingSchema, source);
  return { endpoint: OTEL_EXPORTER_OTLP_ENDPOINT ?? null, service: OTEL_SERVICE_NAME };
}

/** How this process serves: mode, port, log level, and whether the worker runs in it. */
export const serverEnv = (source: Source = process.env) => read(serverSchema, source);

/** Where the data is: a PostgreSQL server, or a folder for PGlite. */
export const databaseEnv = (source: Source = process.env) => read(databaseSchema, source);

/** The app's identity towards Shopify. */
export const shopifyEnv = (source: Source = process.env) => read(shopifySchema, source);

/** What Shopify signs with. Thousands of deliveries ask for it in a burst, so that the rest is only read when it is not there. */
export const shopifySecret = (source: Source = process.env): string =>
  source.SHOPIFY_API_SECRET || shopifyEnv(source).SHOPIFY_API_SECRET;

export interface WoocommerceEnv {
  readonly appUrl: string;
  /** Stores on private addresses, and over plain http, may be connected: for development and tests. */
  readonly allowPrivate: boolean;
}

/** How WooCommerce stores reach us, and which of them we reach. */
export function woocommerceEnv(source: Source = process.env): WoocommerceEnv {
  const { APP_URL, SHOPIFY_APP_URL, WOOCOMMERCE_ALLOW_PRIVATE } = read(woocommerceSchema, source);
  const appUrl = APP_URL ?? SHOPIFY_APP_URL;
  if (appUrl === undefined)
    throw new EnvironmentError(
      "The environment is not complete:\n  APP_URL is not set: the address at which browsers and stores reach this app, such as https://vafa.example",
    );
  return { appUrl, allowPrivate: WOOCOMMERCE_ALLOW_PRIVATE === "1" };
}

/** The key that access tokens, store keys and secrets are encrypted with at rest. */
export const encryptionKey = (source: Source = process.env): Buffer =>
  read(encryptionSchema, source).ENCRYPTION_KEY;

export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

function read<S extends z.ZodType>(schema: S, source: Source): z.output<S> {
  const parsed = schema.safeParse(withoutBlanks(source));
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw new EnvironmentError(`The environment is not complete:\n${complaints.join("\n")}`);
}

/** `NAME=` in a shell or an .env file means "not set". */
function withoutBlanks(source: Source): Record<string, string> {
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(source))
    if (value !== undefined && value !== "") known[name] = value;
  return known;
}
