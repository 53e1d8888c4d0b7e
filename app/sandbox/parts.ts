/** The machinery behind the sandbox's own pages and its JSON addresses. */
import type { Calls } from "./admin-api/calls";
import type { Faults } from "./admin-api/faults";
import type { Throttle } from "./admin-api/throttle";
import type { AppConfig } from "./app-config";
import type { SandboxContext } from "./context";
import type { Deliveries } from "./webhooks/deliveries";
import type { WooFace } from "./woocommerce/open-face";

export interface SandboxParts {
  readonly context: SandboxContext;
  readonly config: AppConfig;
  readonly deliveries: Deliveries;
  readonly faults: Faults;
  readonly calls: Calls;
  readonly throttle: Throttle;
  /** The WordPress shops. */
  readonly woo: WooFace;
}
