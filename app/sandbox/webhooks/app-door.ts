/** The app's door for webhooks: one signed POST, and the status it answered within Shopify's five seconds. */
import { Pool } from "undici";
import type { AppConfig } from "../app-config";
import type { SandboxContext } from "../context";
import type { DeliveryRow } from "./delivery";
import { webhookHeaders } from "./sign";

const TIMEOUT_MS = 5_000;

export class AppDoor {
  private readonly pool: Pool;

  constructor(
    private readonly context: Pick<SandboxContext, "keys" | "appOrigin">,
    private readonly config: Pick<AppConfig, "webhookVersion">,
    connections: number,
  ) {
    this.pool = new Pool(context.appOrigin, { connections });
  }

  /** The status of the answer, or 0 when there was none in time. */
  async post(row: DeliveryRow): Promise<number> {
    const facts = { ...row, apiVersion: this.config.webhookVersion };
    try {
      const answer = await this.pool.request({
        path: row.uri,
        method: "POST",
        headers: webhookHeaders(this.context.keys.apiSecret, facts, row.body),
        body: row.body,
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      return 0;
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}
