/** Everything that a WooCommerce shop's store delivers, whatever its topic. */
import { receiveWoocommerce } from "./shared/receive-woocommerce.server";

export const action = receiveWoocommerce;
