/** The thing a metafield belongs to, and whether the app may change what belongs to it. */
import { parseGid } from "../../state/ids";
import type { ApiNode } from "../connection";
import { installationNode } from "./app";
import { customerNode } from "./customer";
import { orderNode, visibleOrder } from "./order";
import { shopNode } from "./shop";
import type { World } from "./world";

/** null when there is no such owner in this shop. */
export function ownerNode(world: World, ownerId: string): ApiNode | null {
  const parsed = parseGid(ownerId);
  if (parsed === null) return null;
  switch (parsed.type) {
    case "Customer": {
      const customer = world.store.customer(world.shop.domain, parsed.id);
      return customer === null ? null : customerNode(world, customer);
    }
    case "Order": {
      const order = visibleOrder(world, parsed.id);
      return order === null ? null : orderNode(world, order);
    }
    case "AppInstallation": {
      const installation = world.store.installation(world.shop.domain);
      return installation?.id === parsed.id ? installationNode(world, installation) : null;
    }
    case "Shop":
      return parsed.id === world.shop.id ? shopNode(world) : null;
    default:
      return null;
  }
}

/** What may be changed only with a scope of its own; the app's installation is the app's. */
export function scopeToMutate(ownerId: string): string | null {
  const type = parseGid(ownerId)?.type;
  if (type === "Customer") return "write_customers";
  if (type === "Order") return "write_orders";
  return null;
}
